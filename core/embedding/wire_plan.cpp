// planJson(): the widest of the forms, so it has a file of its own.
#include <iterator>
#include <utility>
#include <vector>

#include "core/embedding/content_hash.h"
#include "core/embedding/plan.h"
#include "core/embedding/wire.h"
#include "core/dom/request.h"

namespace fairlead::embedding {
namespace {

constexpr std::int64_t kMaxBatch = 1'000'000;  // items or tokens of one call
constexpr std::int64_t kMaxAttempts = 100;
constexpr double kMaxUsd = 1e6;

Row readRow(const dom::Value& value, const dom::Path& at, dom::ObjectReader& outer) {
  dom::ObjectReader in(value, at);
  Row row;
  row.table = in.string("table");
  row.id = in.string("id");
  row.tenantId = in.string("tenant_id");
  row.updatedAt = in.integer("updated_at");
  const auto text = in.optionalString("text");
  const auto bytes = in.optionalInteger("text_bytes", 0);
  if (text.has_value() == bytes.has_value())
    in.refuse("member_value", "A row gives either its text or its text_bytes.");
  row.textBytes = text ? std::ssize(normalizeText(*text)) : bytes.value_or(0);
  outer.take(in.finish());
  return row;
}

std::vector<Row> readRows(dom::ObjectReader& in) {
  std::vector<Row> rows;
  const dom::Array* documents = in.array("rows");
  if (documents == nullptr) return rows;
  const dom::Path at = in.path() / "rows";
  rows.reserve(documents->size());
  for (std::size_t i = 0; i < documents->size(); ++i) {
    const dom::Path rowAt = at / i;
    rows.push_back(readRow((*documents)[i], rowAt, in));
  }
  return rows;
}

/// A price or a cap.
void checkUsd(dom::ObjectReader& in, std::string_view member, double usd) {
  if (usd < 0 || usd > kMaxUsd)
    in.refuse("member_value", "This must be from 0 to 1000000.", member);
}

Budget readBudget(dom::ObjectReader& outer) {
  Budget budget;
  const dom::Value* value = outer.required("budget");
  if (value == nullptr) return budget;
  const dom::Path at = outer.path() / "budget";
  dom::ObjectReader in(*value, at);
  budget.limit = in.integer("limit", 0);
  in.required("max_cost_usd");
  budget.maxCostUsd = in.nullableNumber("max_cost_usd");
  checkUsd(in, "max_cost_usd", budget.maxCostUsd.value_or(0));
  budget.batchItems = in.integer("batch_items", 1, kMaxBatch);
  budget.batchTokens = in.integer("batch_tokens", 1, kMaxBatch);
  budget.maxAttempts = in.integer("max_attempts", 1, kMaxAttempts);
  outer.take(in.finish());
  return budget;
}

PricedModel readPricedModel(dom::ObjectReader& outer) {
  PricedModel model;
  const dom::Value* value = outer.required("model");
  if (value == nullptr) return model;
  const dom::Path at = outer.path() / "model";
  dom::ObjectReader in(*value, at);
  model.pricePerMillionTokens = in.number("price_per_million_tokens");
  checkUsd(in, "price_per_million_tokens", model.pricePerMillionTokens);
  model.maxInputTokens = in.integer("max_input_tokens", 1, kMaxBatch);
  model.version = readModelMembers(in);
  outer.take(in.finish());
  return model;
}

dom::Value toJson(const Batch& batch) {
  dom::Array rows;
  for (const PlannedRow& planned : batch.rows)
    rows.push_back({{"table", planned.row.table},
                    {"id", planned.row.id},
                    {"tenant_id", planned.row.tenantId},
                    {"updated_at", planned.row.updatedAt},
                    {"tokens", planned.tokens}});
  return {{"rows", std::move(rows)}, {"tokens", batch.tokens}};
}

dom::Value toJson(const Plan& plan) {
  dom::Array batches;
  for (const Batch& batch : plan.batches) batches.push_back(toJson(batch));
  dom::Array leftOut;
  for (const LeftOut& row : plan.leftOut)
    leftOut.push_back({{"table", row.table}, {"id", row.id}, {"reason", row.reason}});
  return {{"batches", std::move(batches)},
          {"tokens", plan.tokens},
          {"cost_usd", plan.costUsd},
          {"worst_case_cost_usd", plan.worstCaseCostUsd},
          {"left_out", std::move(leftOut)}};
}

Result<dom::Value> decidePlan(dom::ObjectReader& in) {
  const std::vector<Row> rows = readRows(in);
  const Budget budget = readBudget(in);
  const PricedModel model = readPricedModel(in);
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  return toJson(plan(rows, budget, model));
}

}  // namespace

std::string planJson(std::string_view input) {
  return dom::answerObject(input, kMaxInputBytes, decidePlan);
}

}  // namespace fairlead::embedding
