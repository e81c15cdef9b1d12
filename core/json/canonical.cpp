#include "core/json/canonical.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include <boost/json/detail/ryu/ryu.hpp>

namespace fairlead::json {
namespace {

/// The decimal digits of a double and where its point stands: 0.d1d2d3… × 10^point.
struct Decimal {
  std::array<char, 24> digits;
  int count = 0;
  int point = 0;
};

/// The shortest digits that read back as `number`, which is positive and finite. Boost.JSON's own
/// printer finds them and writes 1.25E-3; std::to_chars would add its 100 KB of tables for printf's
/// formats to a wasm module.
Decimal shortestDigits(double number) {
  std::array<char, 32> text;
  const int length = boost::json::detail::ryu::d2s_buffered_n(number, text.data());
  Decimal decimal;
  const char* at = text.data();
  for (; *at != 'E'; ++at)
    if (*at != '.') decimal.digits[static_cast<std::size_t>(decimal.count++)] = *at;
  std::from_chars(at + 1, text.data() + length, decimal.point);
  ++decimal.point;
  return decimal;
}

/// ECMA-262, Number::toString, steps 5 to 10 (k = count, n = point).
void appendDecimal(std::string& out, const Decimal& decimal) {
  const std::string_view digits(decimal.digits.data(), static_cast<std::size_t>(decimal.count));
  const int k = decimal.count;
  const int n = decimal.point;
  if (k <= n && n <= 21) {
    out.append(digits).append(static_cast<std::size_t>(n - k), '0');
  } else if (0 < n && n <= 21) {
    const auto whole = static_cast<std::size_t>(n);
    out.append(digits.substr(0, whole)).append(1, '.').append(digits.substr(whole));
  } else if (-6 < n && n <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-n), '0').append(digits);
  } else {
    out.append(digits.substr(0, 1));
    if (k > 1) out.append(1, '.').append(digits.substr(1));
    out.append(n > 0 ? "e+" : "e-");
    appendNumber(out, std::int64_t{std::abs(n - 1)});
  }
}

/// The escape of a character that cannot stand as itself (RFC 8785, section 3.2.2.2).
void appendEscape(std::string& out, char c) {
  static constexpr std::string_view kShort = "\"\\\b\t\n\f\r";
  static constexpr std::string_view kLetter = "\"\\btnfr";
  out += '\\';
  if (const std::size_t i = kShort.find(c); i != std::string_view::npos) {
    out += kLetter[i];
    return;
  }
  static constexpr std::string_view kHex = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  out.append("u00").append(1, kHex[code >> 4]).append(1, kHex[code & 15]);
}

bool isPlain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// Whether eight characters need no escape, all looked at in one word: a byte less than n borrows
/// from its highest bit, and a byte equal to c is one less than 1 after an exclusive or with c.
bool eightArePlain(const char* characters) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x80 * kOnes;
  std::uint64_t word = 0;
  std::memcpy(&word, characters, sizeof word);
  const auto anyBelow = [](std::uint64_t x, std::uint64_t n) { return (x - n * kOnes) & ~x; };
  return ((anyBelow(word, 0x20) | anyBelow(word ^ '"' * kOnes, 1) |
           anyBelow(word ^ '\\' * kOnes, 1)) &
          kHigh) == 0;
}

/// How many characters `text` starts with that need no escape.
std::size_t plainPrefix(std::string_view text) {
  std::size_t at = 0;
  while (text.size() - at >= 8 && eightArePlain(text.data() + at)) at += 8;
  while (at < text.size() && isPlain(text[at])) ++at;
  return at;
}

}  // namespace

bool isUnsafeInteger(double number) {
  const double size = std::fabs(number);
  return size > static_cast<double>(kMaxSafeInteger) && size < 1e21;
}

std::string formatNumber(double number) {
  std::string out;
  appendNumber(out, number);
  return out;
}

void appendNumber(std::string& out, double number) {
  const double size = std::fabs(number);
  if (size <= static_cast<double>(kMaxSafeInteger)) {
    const auto whole = static_cast<std::int64_t>(number);
    if (static_cast<double>(whole) == number) return appendNumber(out, whole);  // -0 is 0 too
  }
  if (number < 0) out += '-';
  appendDecimal(out, shortestDigits(size));
}

void appendNumber(std::string& out, std::int64_t number) {
  std::array<char, 24> text;
  out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

void appendQuoted(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const std::size_t plain = plainPrefix(text);
    out.append(text.data(), plain);
    if (plain == text.size()) break;
    appendEscape(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

// In UTF-8 that is the byte order, but that characters above U+FFFF (surrogate pairs, lead bytes
// F0 to F4) stand before U+E000 to U+FFFF (lead EE and EF).
bool lessByCodeUnits(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (y == b.end()) return false;
  if (x == a.end()) return true;
  const auto left = static_cast<unsigned char>(*x);
  const auto right = static_cast<unsigned char>(*y);
  const bool special = left >= 0xEE && right >= 0xEE && (left >= 0xF0) != (right >= 0xF0);
  return special ? left >= 0xF0 : left < right;
}

}  // namespace fairlead::json
