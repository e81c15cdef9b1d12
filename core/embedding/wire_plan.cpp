// planJson(): the widest of the forms, so it has a file of its own.
#include <iterator>
#include <utility>
#include <vector>

#include "core/embedding/content_hash.h"
#include "core/embedding/plan.h"
#include "core/embedding/wire.h"
#include "core/embedding/wire_reading.h"
#include "core/json/read_each.h"
#include "core/json/request.h"

namespace fairlead::embedding {
namespace {

constexpr std::int64_t kMaxBatch = 1'000'000;  // items or tokens of one call
constexpr std::int64_t kMaxAttempts = 100;
constexpr double kMaxUsd = 1e6;

Row readRow(json::ObjectReader& in) {
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
  return row;
}

std::vector<Row> readRows(json::ObjectReader& outer) {
  std::vector<Row> rows;
  json::readEach(outer, "rows", [&](json::Value value, const json::Path& at) {
    json::ObjectReader in(value, at);
    rows.push_back(readRow(in));
    outer.take(in.finish());
  });
  return rows;
}

/// A price or a cap.
void checkUsd(json::ObjectReader& in, std::string_view member, double usd) {
  if (usd < 0 || usd > kMaxUsd)
    in.refuse("member_value", "This must be from 0 to 1000000.", member);
}

Budget readBudget(json::ObjectReader& outer) {
  Budget budget;
  const json::Path at = outer.path() / "budget";
  json::ObjectReader in(outer.required("budget"), at);
  budget.limit = in.optionalInteger("limit", 0).value_or(budget.limit);
  in.required("max_cost_usd");
  budget.maxCostUsd = in.nullableNumber("max_cost_usd");
  checkUsd(in, "max_cost_usd", budget.maxCostUsd.value_or(0));
  budget.batchItems = in.integer("batch_items", 1, kMaxBatch);
  budget.batchTokens = in.integer("batch_tokens", 1, kMaxBatch);
  budget.maxAttempts = in.integer("max_attempts", 1, kMaxAttempts);
  outer.take(in.finish());
  return budget;
}

PricedModel readPricedModel(json::ObjectReader& outer) {
  PricedModel model;
  const json::Path at = outer.path() / "model";
  json::ObjectReader in(outer.required("model"), at);
  model.pricePerMillionTokens = in.number("price_per_million_tokens");
  checkUsd(in, "price_per_million_tokens", model.pricePerMillionTokens);
  model.maxInputTokens = in.integer("max_input_tokens", 1, kMaxBatch);
  model.version = readModelMembers(in);
  outer.take(in.finish());
  return model;
}

void write(json::Writer& out, const PlannedRow& planned) {
  out.beginObject();
  out.member("id", planned.row.id);
  out.member("table", planned.row.table);
  out.member("tenant_id", planned.row.tenantId);
  out.member("tokens", planned.tokens);
  out.member("updated_at", planned.row.updatedAt);
  out.endObject();
}

void write(json::Writer& out, const Batch& batch) {
  out.beginObject();
  out.name("rows");
  out.beginArray();
  for (const PlannedRow& planned : batch.rows) write(out, planned);
  out.endArray();
  out.member("tokens", batch.tokens);
  out.endObject();
}

void write(json::Writer& out, const LeftOut& row) {
  out.beginObject();
  out.member("id", row.id);
  out.member("reason", row.reason);
  out.member("table", row.table);
  out.endObject();
}

template <typename Item>
void writeEach(json::Writer& out, std::string_view name, const std::vector<Item>& items) {
  out.name(name);
  out.beginArray();
  for (const Item& item : items) write(out, item);
  out.endArray();
}

Result<void> decidePlan(json::ObjectReader& in, json::Writer& out) {
  const std::vector<Row> rows = readRows(in);
  const Budget budget = readBudget(in);
  const PricedModel model = readPricedModel(in);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Plan made = plan(rows, budget, model);
  out.beginObject();
  writeEach(out, "batches", made.batches);
  out.member("cost_usd", made.costUsd);
  writeEach(out, "left_out", made.leftOut);
  out.member("tokens", made.tokens);
  out.member("worst_case_cost_usd", made.worstCaseCostUsd);
  out.endObject();
  return {};
}

}  // namespace

std::string planJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decidePlan);
}

}  // namespace fairlead::embedding
