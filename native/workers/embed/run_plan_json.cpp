#include <optional>
#include <string_view>

#include "core/crypto/sha256.h"
#include "native/workers/embed/run_plan.h"

namespace fairlead::workers {
namespace {

template <typename List, typename Write>
void writeList(json::Writer& out, std::string_view name, const List& list, Write write) {
  out.name(name);
  out.beginArray();
  for (const auto& one : list) write(out, one);
  out.endArray();
}

void writeRow(json::Writer& out, const embedding::Row& row) {
  out.beginObject();
  out.member("id", row.id);
  out.member("table", row.table);
  out.member("tenant_id", row.tenantId);
  out.endObject();
}

void writeBatch(json::Writer& out, const embedding::Batch& batch) {
  out.beginObject();
  writeList(out, "rows", batch.rows,
            [](json::Writer& to, const auto& planned) { writeRow(to, planned.row); });
  out.member("tokens", batch.tokens);
  out.endObject();
}

void writeCount(json::Writer& out, const StaleCount& count) {
  out.beginObject();
  out.member("model_changed", count.modelChanged);
  out.member("stale", count.stale);
  out.member("table", count.table);
  out.member("tenant_id", count.tenantId);
  out.endObject();
}

void writeLeftOut(json::Writer& out, const embedding::LeftOut& row) {
  out.beginObject();
  out.member("id", row.id);
  out.member("reason", row.reason);
  out.member("table", row.table);
  out.endObject();
}

void writeModel(json::Writer& out, const ModelPlan& model) {
  out.beginObject();
  writeList(out, "batches", model.plan.batches, writeBatch);
  writeList(out, "empty", model.empty, writeRow);
  writeList(out, "left_out", model.plan.leftOut, writeLeftOut);
  out.member("left_out_unread", model.unread);
  out.member("model", model.serving.label);
  writeList(out, "stale", model.counts, writeCount);
  writeList(out, "unchanged", model.unchanged, writeRow);
  out.endObject();
}

void writeLeftOutTotals(json::Writer& out, const PlanTotals& totals) {
  out.beginObject();
  out.member("cost", totals.overCost);
  out.member("empty", totals.empty);
  out.member("limit", totals.overLimit);
  out.member("oversized", totals.oversized);
  out.member("set_aside", totals.setAside);
  out.endObject();
}

/// The whole document, with or without its own hash.
void writePlan(json::Writer& out, const RunPlan& plan, std::optional<std::string_view> planId) {
  const PlanTotals totals = totalsOf(plan);
  out.beginObject();
  out.member("batches", totals.batches);
  out.member("cost_usd", totals.costUsd);
  out.name("left_out");
  writeLeftOutTotals(out, totals);
  out.member("max_attempts", plan.maxAttempts);
  out.member("model_changed", totals.modelChanged);
  writeList(out, "models", plan.models, writeModel);
  if (planId) out.member("plan_id", *planId);
  out.member("rows", totals.rows);
  out.member("stale", totals.stale);
  out.member("tokens", totals.tokens);
  out.member("unchanged", totals.unchanged);
  out.member("worst_case_cost_usd", totals.worstCaseCostUsd);
  out.endObject();
}

}  // namespace

void write(json::Writer& out, const RunPlan& plan) {
  json::Writer hashed;
  writePlan(hashed, plan, std::nullopt);
  const auto text = std::move(hashed).finish();
  writePlan(out, plan, text ? crypto::sha256Hex(*text) : std::string());
}

}  // namespace fairlead::workers
