#include "native/provider/answer.h"

namespace fairlead::provider {
namespace {

constexpr std::size_t kMaxAnswer = std::size_t{32} << 20;
// Far above what any call may hold; a count beyond it says nothing about the cost.
constexpr std::int64_t kMaxTokens = 100'000'000;

}  // namespace

Result<json::Document> parseAnswer(const std::string& body) {
  return json::parse(body, {.max_bytes = kMaxAnswer});
}

json::Value memberOf(json::Value value, std::string_view name) {
  const auto member = value.isObject() ? value.object().find(name) : std::nullopt;
  return member.value_or(json::Value());
}

std::optional<std::int64_t> tokensOf(json::Value answer, std::string_view name) {
  const auto count = memberOf(memberOf(answer, "usage"), name).asInteger();
  return count && *count >= 0 && *count <= kMaxTokens ? count : std::nullopt;
}

}  // namespace fairlead::provider
