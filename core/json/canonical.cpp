#include "core/json/canonical.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

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
