// What one pass of the worker will do. The dry run prints it, the run executes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/embedding/plan.h"
#include "core/error.h"
#include "core/json/writer.h"
#include "native/postgres/connection.h"
#include "native/workers/embed/serving.h"
#include "native/workers/embed/stale_rows.h"

namespace fairlead::workers {

struct PlanOptions {
  std::optional<std::string> tenant;        ///< this one alone
  embedding::Budget budget;                 ///< of the whole pass, over all models
  std::int64_t fallbackInputTokens = 8191;  ///< for a model that does not say
  SetAside setAside;                        ///< left out: refused before, and the same since
};

/// The pass's work with one model.
struct ModelPlan {
  ServingModel serving;
  std::vector<StaleCount> counts;
  embedding::Plan plan;
  std::vector<embedding::Row> unchanged;  ///< marked fresh without a call
  std::vector<embedding::Row> empty;      ///< left out: there is nothing to make a vector of
  std::int64_t setAside = 0;
  std::int64_t unread = 0;  ///< stale rows beyond those that were looked at
};

struct RunPlan {
  std::vector<ModelPlan> models;
  std::int64_t maxAttempts = 1;
};

/// Sums over all models of a plan.
struct PlanTotals {
  std::int64_t stale = 0, modelChanged = 0, rows = 0, batches = 0, tokens = 0, unchanged = 0;
  std::int64_t overLimit = 0, overCost = 0, oversized = 0, empty = 0, setAside = 0;
  double costUsd = 0, worstCaseCostUsd = 0;
};

/// Reads what is stale and plans it within the budget, model by model. Writes nothing and calls
/// nobody. Errors: those of `readServingModels` and `Connection`.
Result<RunPlan> makePlan(postgres::Connection& connection, const PlanOptions& options);

PlanTotals totalsOf(const RunPlan& plan);

/// Writes the plan as one document: totals, stale counts by table and tenant, every batch's rows,
/// and `plan_id`, the SHA-256 of all of it but the times of reading. So a run that names the same
/// plan_id as a dry run executed just that plan.
void write(json::Writer& out, const RunPlan& plan);

}  // namespace fairlead::workers
