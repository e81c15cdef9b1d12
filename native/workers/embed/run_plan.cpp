#include "native/workers/embed/run_plan.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace fairlead::workers {
namespace {

std::int64_t staleIn(const ModelPlan& model) {
  return std::accumulate(model.counts.begin(), model.counts.end(), std::int64_t{0},
                         [](std::int64_t sum, const StaleCount& one) { return sum + one.stale; });
}

std::int64_t rowsIn(const ModelPlan& model) {
  std::int64_t rows = 0;
  for (const auto& batch : model.plan.batches) rows += std::ssize(batch.rows);
  return rows;
}

Result<ModelPlan> planModel(postgres::Connection& connection, ServingModel serving,
                            const embedding::Budget& budget, const SetAside& setAside) {
  auto counts = countStale(connection, serving);
  if (!counts) return std::unexpected(counts.error());
  auto stale = readStale(connection, serving, budget.limit, setAside);
  if (!stale) return std::unexpected(stale.error());
  ModelPlan model{.serving = std::move(serving),
                  .counts = std::move(*counts),
                  .plan = {},
                  .unchanged = std::move(stale->unchanged),
                  .empty = std::move(stale->empty),
                  .setAside = stale->setAside};
  model.plan = embedding::plan(stale->changed, budget, model.serving.model);
  // A row may have become stale between the two statements.
  model.unread = std::max<std::int64_t>(0, staleIn(model) - stale->read);
  return model;
}

void spend(embedding::Budget& budget, const ModelPlan& model) {
  budget.limit -= rowsIn(model);
  if (budget.maxCostUsd)
    *budget.maxCostUsd = std::max(0.0, *budget.maxCostUsd - model.plan.costUsd);
}

std::int64_t leftOut(const ModelPlan& model, std::string_view reason) {
  return std::ranges::count(model.plan.leftOut, reason, &embedding::LeftOut::reason);
}

}  // namespace

Result<RunPlan> makePlan(postgres::Connection& connection, const PlanOptions& options) {
  auto serving = readServingModels(connection, options.tenant, options.fallbackInputTokens);
  if (!serving) return std::unexpected(serving.error());
  RunPlan plan{.models = {}, .maxAttempts = options.budget.maxAttempts};
  embedding::Budget left = options.budget;
  for (ServingModel& model : *serving) {
    auto planned = planModel(connection, std::move(model), left, options.setAside);
    if (!planned) return std::unexpected(planned.error());
    spend(left, *planned);
    plan.models.push_back(std::move(*planned));
  }
  return plan;
}

PlanTotals totalsOf(const RunPlan& plan) {
  PlanTotals totals;
  for (const ModelPlan& model : plan.models) {
    totals.stale += staleIn(model);
    for (const StaleCount& count : model.counts) totals.modelChanged += count.modelChanged;
    totals.rows += rowsIn(model);
    totals.batches += std::ssize(model.plan.batches);
    totals.tokens += model.plan.tokens;
    totals.unchanged += std::ssize(model.unchanged);
    totals.overLimit += leftOut(model, "limit") + model.unread;
    totals.overCost += leftOut(model, "cost");
    totals.oversized += leftOut(model, "oversized");
    totals.empty += std::ssize(model.empty);
    totals.setAside += model.setAside;
    totals.costUsd += model.plan.costUsd;
    totals.worstCaseCostUsd += model.plan.worstCaseCostUsd;
  }
  return totals;
}

}  // namespace fairlead::workers
