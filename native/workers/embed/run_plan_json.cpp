#include "core/crypto/sha256.h"
#include "core/dom/canonical.h"
#include "native/workers/embed/run_plan.h"

namespace fairlead::workers {
namespace {

dom::Value toJson(const embedding::Row& row) {
  return {{"table", row.table}, {"id", row.id}, {"tenant_id", row.tenantId}};
}

template <typename List, typename Convert>
dom::Array listOf(const List& list, Convert convert) {
  dom::Array array;
  for (const auto& one : list) array.push_back(convert(one));
  return array;
}

dom::Value toJson(const embedding::Batch& batch) {
  return {{"tokens", batch.tokens},
          {"rows", listOf(batch.rows, [](const auto& planned) { return toJson(planned.row); })}};
}

dom::Value toJson(const StaleCount& count) {
  return {{"tenant_id", count.tenantId},
          {"table", count.table},
          {"stale", count.stale},
          {"model_changed", count.modelChanged}};
}

dom::Value toJson(const embedding::LeftOut& row) {
  return {{"table", row.table}, {"id", row.id}, {"reason", row.reason}};
}

dom::Value toJson(const ModelPlan& model) {
  const auto row = [](const embedding::Row& one) { return toJson(one); };
  return {{"model", model.serving.label},
          {"stale", listOf(model.counts, [](const auto& count) { return toJson(count); })},
          {"batches", listOf(model.plan.batches, [](const auto& batch) { return toJson(batch); })},
          {"unchanged", listOf(model.unchanged, row)},
          {"empty", listOf(model.empty, row)},
          {"left_out", listOf(model.plan.leftOut, [](const auto& out) { return toJson(out); })},
          {"left_out_unread", model.unread}};
}

dom::Object totalsToJson(const PlanTotals& totals) {
  return {{"stale", totals.stale},
          {"model_changed", totals.modelChanged},
          {"rows", totals.rows},
          {"batches", totals.batches},
          {"tokens", totals.tokens},
          {"cost_usd", totals.costUsd},
          {"worst_case_cost_usd", totals.worstCaseCostUsd},
          {"unchanged", totals.unchanged},
          {"left_out",
           {{"limit", totals.overLimit},
            {"cost", totals.overCost},
            {"oversized", totals.oversized},
            {"empty", totals.empty},
            {"set_aside", totals.setAside}}}};
}

}  // namespace

dom::Value toJson(const RunPlan& plan) {
  dom::Object document = totalsToJson(totalsOf(plan));
  document["max_attempts"] = plan.maxAttempts;
  document["models"] = listOf(plan.models, [](const auto& model) { return toJson(model); });
  const auto canonical = dom::canonicalize(document);
  document["plan_id"] = canonical ? crypto::sha256Hex(*canonical) : std::string();
  return document;
}

}  // namespace fairlead::workers
