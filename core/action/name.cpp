#include "core/action/name.h"

#include <algorithm>

namespace fairlead::action {
namespace {

constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kMaxTextBytes = 500;

void checkText(json::ObjectReader& in, std::string_view text, std::string_view member) {
  if (text.empty() || text.size() > kMaxTextBytes)
    in.refuse("member_value", "This text must have 1 to 500 bytes.", member);
}

}  // namespace

bool isName(std::string_view text) {
  const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto fits = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= kMaxNameBytes && isLetter(text.front()) &&
         std::ranges::all_of(text, fits);
}

std::string readName(json::ObjectReader& in, std::string_view member) {
  const std::string_view name = in.string(member);
  if (!isName(name))
    in.refuse("member_value",
              "A name is a lower-case letter followed by lower-case letters, digits and "
              "underscores, at most 64 in all.",
              member);
  return std::string(name);
}

std::optional<std::string> readOptionalText(json::ObjectReader& in, std::string_view member) {
  const std::optional<std::string_view> text = in.optionalString(member);
  if (!text) return std::nullopt;
  checkText(in, *text, member);
  return std::string(*text);
}

std::string readText(json::ObjectReader& in, std::string_view member) {
  const std::string_view text = in.string(member);
  checkText(in, text, member);
  return std::string(text);
}

}  // namespace fairlead::action
