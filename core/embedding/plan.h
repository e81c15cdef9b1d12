// What a run of the embedding worker will do, before it does it: which rows, in which calls, for
// how many tokens and how much money. The dry run shows this plan, the run executes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedding/model_version.h"
#include "core/error.h"

namespace fairlead::embedding {

/// A stale row. Rows are taken in the order given, so the caller puts the most urgent first.
struct Row {
  std::string table;
  std::string id;
  std::string tenantId;
  std::int64_t updatedAt = 0;  // microseconds since the epoch, as read with the text
  std::int64_t textBytes = 0;  // of the normalised text, in UTF-8
};

struct Budget {
  std::int64_t limit = 500;          // rows
  std::optional<double> maxCostUsd;  // of the estimate, without retries; none: no cap
  std::int64_t batchItems = 1;       // rows in one call
  std::int64_t batchTokens = 1;      // tokens in one call
  std::int64_t maxAttempts = 1;      // calls for one batch at worst
};

struct PricedModel {
  ModelVersion version;
  double pricePerMillionTokens = 0;  // US dollars
  std::int64_t maxInputTokens = 1;   // that the model reads of one text
};

struct PlannedRow {
  Row row;
  std::int64_t tokens = 0;
};

struct Batch {
  std::vector<PlannedRow> rows;
  std::int64_t tokens = 0;
};

struct LeftOut {
  std::string table;
  std::string id;
  std::string_view reason;  // "oversized", "limit", "cost"
};

struct Plan {
  std::vector<Batch> batches;
  std::int64_t tokens = 0;
  double costUsd = 0;
  double worstCaseCostUsd = 0;  // every call failing but the last allowed attempt
  std::vector<LeftOut> leftOut;
};

inline constexpr std::int64_t kBytesPerToken = 3;

/// An estimate that errs on the high side for ordinary text: a token for every three bytes, rounded
/// up, at least one. (English runs near four and a half bytes, part numbers and most other scripts
/// near three.)
std::int64_t estimateTokens(std::int64_t textBytes);

/// US dollars for so many tokens.
double costOf(std::int64_t tokens, const PricedModel& model);

/// The plan. A row that no call could carry is left out alone (`oversized`). The rest is taken in
/// order until the limit, or the first row that would exceed the cost cap; from there on all are
/// left out for that reason, so that a cheap new row never overtakes an old one. A batch is closed
/// when the next row would exceed its items or tokens.
Plan plan(const std::vector<Row>& rows, const Budget& budget, const PricedModel& model);

}  // namespace fairlead::embedding
