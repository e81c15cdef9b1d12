#include "native/provider/embeddings_wire.h"

#include <cmath>
#include <fmt/format.h>

#include "core/dom/canonical.h"
#include "core/dom/json.h"
#include "core/dom/reader.h"

namespace fairlead::provider {
namespace {

constexpr std::size_t kMaxAnswer = std::size_t{32} << 20;
// Far above what any call may hold; a count beyond it says nothing about the cost.
constexpr std::int64_t kMaxTokens = 100'000'000;

Failure malformed(std::string_view what) {
  return {FailureClass::kProvider,
          {"provider_answer_malformed", fmt::format("The model API's answer {}.", what), {}}};
}

Failure wrongLength(std::size_t got, std::size_t expected) {
  return {FailureClass::kConfig,
          {"provider_dimensions",
           fmt::format("The model API gave a vector of {} numbers, but embedding_models says {}. "
                       "Nothing of this answer is written.",
                       got, expected),
           {}}};
}

const dom::Value* memberOf(const dom::Value& value, const char* name) {
  return value.is_object() ? value.as_object().if_contains(name) : nullptr;
}

std::expected<const dom::Array*, Failure> dataOf(const Result<dom::Value>& document) {
  if (!document) return std::unexpected(malformed("is not JSON"));
  const dom::Value* data = memberOf(*document, "data");
  if (!data || !data->is_array()) return std::unexpected(malformed("has no array `data`"));
  return &data->as_array();
}

std::expected<std::vector<float>, Failure> readVector(const dom::Value& entry,
                                                      std::size_t dimensions) {
  const dom::Value* numbers = memberOf(entry, "embedding");
  if (!numbers || !numbers->is_array()) {
    return std::unexpected(malformed("has an entry without an array `embedding`"));
  }
  if (numbers->as_array().size() != dimensions) {
    return std::unexpected(wrongLength(numbers->as_array().size(), dimensions));
  }
  std::vector<float> vector;
  vector.reserve(dimensions);
  for (const dom::Value& number : numbers->as_array()) {
    const auto component = static_cast<float>(dom::asNumber(number).value_or(NAN));
    if (!std::isfinite(component)) {
      return std::unexpected(malformed("has a vector with something other than finite numbers"));
    }
    vector.push_back(component);
  }
  return vector;
}

std::optional<std::int64_t> readTokens(const dom::Value& document) {
  const dom::Value* usage = memberOf(document, "usage");
  const dom::Value* tokens = usage ? memberOf(*usage, "prompt_tokens") : nullptr;
  const auto count = tokens ? dom::asInteger(*tokens) : std::nullopt;
  return count && *count >= 0 && *count <= kMaxTokens ? count : std::nullopt;
}

}  // namespace

std::string writeEmbeddingsRequest(const EmbeddingsModel& model,
                                   std::span<const std::string> inputs) {
  std::string body = "{";
  if (model.takes_dimensions) body += fmt::format("\"dimensions\":{},", model.dimensions);
  body += "\"input\":[";
  for (const std::string& input : inputs) {
    if (body.back() != '[') body += ',';
    dom::appendQuoted(body, input);
  }
  body += "],\"model\":";
  dom::appendQuoted(body, model.model_id);
  return body += '}';
}

std::expected<Embeddings, Failure> readEmbeddings(const std::string& body, std::size_t inputs,
                                                  std::size_t dimensions) {
  const auto document = dom::parse(body, {.max_bytes = kMaxAnswer});
  const auto data = dataOf(document);
  if (!data) return std::unexpected(data.error());
  if ((*data)->size() != inputs) {
    return std::unexpected(
        malformed(fmt::format("has {} vectors for {} inputs", (*data)->size(), inputs)));
  }
  Embeddings embeddings{.vectors = std::vector<std::vector<float>>(inputs),
                        .tokens = readTokens(*document)};
  for (const dom::Value& entry : **data) {
    const dom::Value* member = memberOf(entry, "index");
    const auto index = member ? dom::asInteger(*member) : std::nullopt;
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
  const auto document = dom::parse(body, {.max_bytes = kMaxAnswer});
  const auto data = dataOf(document);
  if (!data) return std::unexpected(data.error());
  std::vector<std::string> ids;
  for (const dom::Value& entry : **data) {
    const dom::Value* id = memberOf(entry, "id");
    if (id && id->is_string()) ids.emplace_back(id->as_string());
  }
  return ids;
}

}  // namespace fairlead::provider
