#include "core/embedding/wire.h"

#include <limits>
#include <optional>
#include <vector>

#include "core/embedding/content_hash.h"
#include "core/embedding/staleness.h"
#include "core/embedding/validate.h"
#include "core/embedding/wire_reading.h"
#include "core/json/request.h"

namespace fairlead::embedding {
namespace {

std::optional<std::string> owned(std::optional<std::string_view> text) {
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

/// A member that must be there, though it may be null.
std::optional<std::int64_t> readIntegerOrNull(json::ObjectReader& in, std::string_view member) {
  in.required(member);
  return in.nullableInteger(member);
}

Result<void> decideContentHash(json::ObjectReader& in, json::Writer& out) {
  const std::string_view text = in.string("text");
  const ModelVersion model = readModel(in, "model");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  out.string(contentHash(text, model));
  return {};
}

Result<void> decideStaleness(json::ObjectReader& in, json::Writer& out) {
  Markers row;
  row.updatedAt = in.integer("updated_at");
  row.embeddingUpdatedAt = readIntegerOrNull(in, "embedding_updated_at");
  row.rowModel = readOptionalModel(in, "row_model");
  row.rowContentHash = owned(in.nullableString("row_content_hash"));
  row.contentHash = owned(in.nullableString("content_hash"));
  const ModelVersion serving = readModel(in, "serving_model");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  out.beginObject();
  out.member("state", nameOf(staleness(row, serving)));
  out.endObject();
  return {};
}

/// Numbers, with null for those that JSON cannot write.
std::vector<double> readVector(json::ObjectReader& in) {
  std::vector<double> vector;
  const json::Array components = in.array("vector");
  vector.reserve(components.size());
  for (const json::Value component : components) {
    const std::optional<double> number = component.asNumber();
    if (!number && !component.isNull())
      in.refuse("member_type", "A vector has numbers only.", "vector");
    vector.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  return vector;
}

Result<void> writeVerdict(json::Writer& out, const Result<void>& verdict) {
  out.beginObject();
  out.member("code", verdict ? std::string_view("valid") : verdict.error().code);
  out.member("valid", verdict.has_value());
  out.endObject();
  return {};
}

Result<void> decideValidate(json::ObjectReader& in, json::Writer& out) {
  const std::vector<double> vector = readVector(in);
  const std::optional<json::Value> given = in.nullable("model");
  const std::optional<json::Object> members = given ? given->asObject() : std::nullopt;
  const Presence presence = members ? presenceOf(*members) : Presence::kAll;
  std::optional<ModelVersion> model;
  if (given && presence == Presence::kAll) model = readModel(in, "model");
  const ModelVersion serving = readModel(in, "serving_model");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  if (presence == Presence::kSome)
    return writeVerdict(out,
                        fail("model_version_mixed", "Only a part of the model version is there."));
  return writeVerdict(out, validateVector(vector, model, serving));
}

Result<void> decideEnrich(json::ObjectReader& in, json::Writer& out) {
  const json::Value document = in.required("document");
  in.object("document");
  const ModelVersion model = readModel(in, "model");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Result<void> enriched = enrich(out, document, model);
  if (enriched) return {};
  return fail(enriched.error().code, enriched.error().message, "/document" + enriched.error().path);
}

}  // namespace

ModelVersion readModel(json::ObjectReader& in, std::string_view member) {
  const json::Path at = in.path() / member;
  json::ObjectReader members(in.required(member), at);
  ModelVersion model = readModelMembers(members);
  in.take(members.finish());
  return model;
}

std::optional<ModelVersion> readOptionalModel(json::ObjectReader& in, std::string_view member) {
  if (!in.nullable(member)) return std::nullopt;
  return readModel(in, member);
}

std::string contentHashJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideContentHash);
}

std::string stalenessJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideStaleness);
}

std::string validateJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideValidate);
}

std::string enrichJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideEnrich);
}

}  // namespace fairlead::embedding
