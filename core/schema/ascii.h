// Character classes of ASCII, whatever the locale.
#pragma once

#include <algorithm>
#include <string_view>

namespace fairlead::schema {

constexpr bool isAsciiDigit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool isAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool isAsciiAlnum(char c) {
  return isAsciiDigit(c) || isAsciiLetter(c);
}
constexpr bool isHexDigit(char c) {
  return isAsciiDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool areDigits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, isAsciiDigit);
}
constexpr bool isOneOf(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

}  // namespace fairlead::schema
