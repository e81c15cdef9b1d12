// What came of a pass of the worker.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedding/plan.h"
#include "core/json/writer.h"
#include "native/provider/failure.h"

namespace fairlead::workers {

/// A row that will fail again until somebody changes it.
struct FailedRow {
  std::string table;
  std::string id;
  std::string tenantId;
  std::int64_t updatedAt;  ///< the state of the row that was refused
  std::string_view code;
};

/// One tenant's part. Tokens and cost of a call are shared out among its rows by their estimates.
struct TenantOutcome {
  std::int64_t embedded = 0, unchanged = 0, failed = 0;
  double tokens = 0, costUsd = 0;
};

struct Outcome {
  std::int64_t embedded = 0;    ///< vectors written
  std::int64_t unchanged = 0;   ///< marked fresh without a call
  std::int64_t passedOver = 0;  ///< with another worker, or changed meanwhile: for a later pass
  std::int64_t deferred = 0;    ///< planned, but the pass ended before their turn
  std::int64_t calls = 0;
  std::int64_t tokens = 0;  ///< as the API counted, or else as estimated
  double costUsd = 0;
  std::vector<FailedRow> failed;
  std::map<std::string, TenantOutcome> tenants;
  /// Why the pass ended early, if it did.
  std::optional<provider::Failure> stopped;

  bool complete() const { return !stopped && failed.empty() && deferred == 0; }
};

/// Writes {"embedded", "unchanged", "passed_over", "deferred", "calls", "tokens", "cost_usd",
/// "failed", "stopped"}.
void write(json::Writer& out, const Outcome& outcome);

}  // namespace fairlead::workers
