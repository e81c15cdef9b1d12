#include "native/provider/embeddings_wire.h"

#include <cmath>
#include <fmt/format.h>

#include "core/json/json.h"
#include "core/json/writer.h"
#include "native/provider/answer.h"

namespace fairlead::provider {
namespace {

Failure wrongLength(std::size_t got, std::size_t expected) {
  return {FailureClass::kConfig,
          {"provider_dimensions",
           fmt::format("The model API gave a vector of {} numbers, but embedding_models says {}. "
                       "Nothing of this answer is written.",
                       got, expected),
           {}}};
}

std::expected<json::Array, Failure> dataOf(const Result<json::Document>& document) {
  if (!document) return std::unexpected(malformed("is not JSON"));
  const json::Value data = memberOf(document->root(), "data");
  if (!data.isArray()) return std::unexpected(malformed("has no array `data`"));
  return data.array();
}

std::expected<std::vector<float>, Failure> readVector(json::Value entry, std::size_t dimensions) {
  const json::Value numbers = memberOf(entry, "embedding");
  if (!numbers.isArray()) {
    return std::unexpected(malformed("has an entry without an array `embedding`"));
  }
  if (numbers.array().size() != dimensions) {
    return std::unexpected(wrongLength(numbers.array().size(), dimensions));
  }
  std::vector<float> vector;
  vector.reserve(dimensions);
  for (const json::Value number : numbers.array()) {
    const auto component = static_cast<float>(number.asNumber().value_or(NAN));
    if (!std::isfinite(component)) {
      return std::unexpected(malformed("has a vector with something other than finite numbers"));
    }
    vector.push_back(component);
  }
  return vector;
}

}  // namespace

std::string writeEmbeddingsRequest(const EmbeddingsModel& model,
                                   std::span<const std::string> inputs) {
  json::Writer body;
  body.beginObject();
  if (model.takes_dimensions) body.member("dimensions", model.dimensions);
  body.name("input");
  body.beginArray();
  for (const std::string& input : inputs) body.string(input);
  body.endArray();
  body.member("model", model.model_id);
  body.endObject();
  return std::move(body).finish().value();
}

std::expected<Embeddings, Failure> readEmbeddings(const std::string& body, std::size_t inputs,
                                                  std::size_t dimensions) {
  const auto document = parseAnswer(body);
  const auto data = dataOf(document);
  if (!data) return std::unexpected(data.error());
  if (data->size() != inputs) {
    return std::unexpected(
        malformed(fmt::format("has {} vectors for {} inputs", data->size(), inputs)));
  }
  Embeddings embeddings{.vectors = std::vector<std::vector<float>>(inputs),
                        .tokens = tokensOf(document->root(), "prompt_tokens")};
  for (const json::Value entry : *data) {
    const auto index = memberOf(entry, "index").asInteger();
    if (!index || *index < 0 || static_cast<std::size_t>(*index) >= inputs ||
        !embeddings.vectors[static_cast<std::size_t>(*index)].empty()) {
      return std::unexpected(malformed("does not number its vectors 0, 1, 2, …"));
    }
    auto vector = readVector(entry, dimensions);
    if (!vector) return std::unexpected(vector.error());
    embeddings.vectors[static_cast<std::size_t>(*index)] = std::move(*vector);
  }
  return embeddings;
}

std::expected<std::vector<std::string>, Failure> readModelIds(const std::string& body) {
  const auto document = parseAnswer(body);
  const auto data = dataOf(document);
  if (!data) return std::unexpected(data.error());
  std::vector<std::string> ids;
  for (const json::Value entry : *data) {
    if (const auto id = memberOf(entry, "id").asString()) ids.emplace_back(*id);
  }
  return ids;
}

}  // namespace fairlead::provider
