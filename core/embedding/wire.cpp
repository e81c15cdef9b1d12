#include "core/embedding/wire.h"

#include <limits>
#include <optional>
#include <vector>

#include "core/embedding/content_hash.h"
#include "core/embedding/model_version.h"
#include "core/embedding/staleness.h"
#include "core/embedding/validate.h"
#include "core/dom/request.h"

namespace fairlead::embedding {
namespace {

ModelVersion readModel(dom::ObjectReader& in, std::string_view member) {
  const dom::Value* value = in.required(member);
  if (value == nullptr) return {};
  const dom::Path at = in.path() / member;
  dom::ObjectReader members(*value, at);
  ModelVersion model = readModelMembers(members);
  in.take(members.finish());
  return model;
}

/// The same for a member that may be left out or null.
std::optional<ModelVersion> readOptionalModel(dom::ObjectReader& in, std::string_view member) {
  if (in.nullable(member) == nullptr) return std::nullopt;
  return readModel(in, member);
}

std::optional<std::string> owned(std::optional<std::string_view> text) {
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

/// A member that must be there, though it may be null.
std::optional<std::int64_t> readIntegerOrNull(dom::ObjectReader& in, std::string_view member) {
  in.required(member);
  return in.nullableInteger(member);
}

Result<dom::Value> decideContentHash(dom::ObjectReader& in) {
  const std::string_view text = in.string("text");
  const ModelVersion model = readModel(in, "model");
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  return dom::Value(contentHash(text, model));
}

Result<dom::Value> decideStaleness(dom::ObjectReader& in) {
  Markers row;
  row.updatedAt = in.integer("updated_at");
  row.embeddingUpdatedAt = readIntegerOrNull(in, "embedding_updated_at");
  row.rowModel = readOptionalModel(in, "row_model");
  row.rowContentHash = owned(in.nullableString("row_content_hash"));
  row.contentHash = owned(in.nullableString("content_hash"));
  const ModelVersion serving = readModel(in, "serving_model");
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  return dom::Value{{"state", nameOf(staleness(row, serving))}};
}

/// Numbers, with null for those that JSON cannot write.
std::vector<double> readVector(dom::ObjectReader& in) {
  std::vector<double> vector;
  const dom::Array* components = in.array("vector");
  if (components == nullptr) return vector;
  vector.reserve(components->size());
  for (const dom::Value& component : *components) {
    const std::optional<double> number = dom::asNumber(component);
    if (!number && !component.is_null())
      in.refuse("member_type", "A vector has numbers only.", "vector");
    vector.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  return vector;
}

dom::Value verdictOf(const Result<void>& verdict) {
  return {{"valid", verdict.has_value()},
          {"code", verdict ? std::string_view("valid") : verdict.error().code}};
}

Result<dom::Value> decideValidate(dom::ObjectReader& in) {
  const std::vector<double> vector = readVector(in);
  const dom::Value* given = in.nullable("model");
  const dom::Object* members = given == nullptr ? nullptr : given->if_object();
  const Presence presence = members == nullptr ? Presence::kAll : presenceOf(*members);
  std::optional<ModelVersion> model;
  if (given != nullptr && presence == Presence::kAll) model = readModel(in, "model");
  const ModelVersion serving = readModel(in, "serving_model");
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  if (presence == Presence::kSome)
    return verdictOf(fail("model_version_mixed", "Only a part of the model version is there."));
  return verdictOf(validateVector(vector, model, serving));
}

Result<dom::Value> decideEnrich(dom::ObjectReader& in) {
  const dom::Value* document = in.required("document");
  in.object("document");
  const ModelVersion model = readModel(in, "model");
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  Result<dom::Value> enriched = enrich(*document, model);
  if (!enriched)
    return fail(enriched.error().code, enriched.error().message,
                "/document" + enriched.error().path);
  return enriched;
}

}  // namespace

std::string contentHashJson(std::string_view input) {
  return dom::answerObject(input, kMaxInputBytes, decideContentHash);
}

std::string stalenessJson(std::string_view input) {
  return dom::answerObject(input, kMaxInputBytes, decideStaleness);
}

std::string validateJson(std::string_view input) {
  return dom::answerObject(input, kMaxInputBytes, decideValidate);
}

std::string enrichJson(std::string_view input) {
  return dom::answerObject(input, kMaxInputBytes, decideEnrich);
}

}  // namespace fairlead::embedding
