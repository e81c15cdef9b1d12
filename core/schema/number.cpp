#include "core/schema/number.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/dom/canonical.h"

namespace fairlead::schema {

namespace {

using Kind = boost::json::kind;

int rankOf(const dom::Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return 0;
    case Kind::bool_:
      return 1;
    case Kind::string:
      return 3;
    case Kind::array:
      return 4;
    case Kind::object:
      return 5;
    default:
      return 2;
  }
}

std::weak_ordering compareDoubles(double a, double b) {
  return a < b   ? std::weak_ordering::less
         : a > b ? std::weak_ordering::greater
                 : std::weak_ordering::equivalent;
}

std::weak_ordering compareIntegerToDouble(std::int64_t integer, double number) {
  constexpr double kBeyond = 0x1p63;
  if (number >= kBeyond) return std::weak_ordering::less;
  if (number < -kBeyond) return std::weak_ordering::greater;
  const double whole = std::trunc(number);
  const auto order = integer <=> static_cast<std::int64_t>(whole);
  return order != 0 ? std::weak_ordering(order) : compareDoubles(whole, number);
}

/// The reader gives unsigned integers only where they are beyond the signed ones.
std::weak_ordering compareUnsignedToDouble(std::uint64_t integer, double number) {
  if (number >= 0x1p64) return std::weak_ordering::less;
  if (number < 0) return std::weak_ordering::greater;
  const double whole = std::trunc(number);
  const auto order = integer <=> static_cast<std::uint64_t>(whole);
  return order != 0 ? std::weak_ordering(order) : compareDoubles(whole, number);
}

std::weak_ordering compareToDouble(const dom::Value& a, double b) {
  if (a.is_int64()) return compareIntegerToDouble(a.get_int64(), b);
  if (a.is_uint64()) return compareUnsignedToDouble(a.get_uint64(), b);
  return compareDoubles(a.get_double(), b);
}

std::weak_ordering compareNumbers(const dom::Value& a, const dom::Value& b) {
  if (b.is_double()) return compareToDouble(a, b.get_double());
  if (a.is_double()) return 0 <=> compareToDouble(b, a.get_double());
  if (a.is_int64() && b.is_int64()) return a.get_int64() <=> b.get_int64();
  if (a.is_uint64() && b.is_uint64()) return a.get_uint64() <=> b.get_uint64();
  if (a.is_int64()) {
    if (a.get_int64() < 0) return std::weak_ordering::less;
    return static_cast<std::uint64_t>(a.get_int64()) <=> b.get_uint64();
  }
  return 0 <=> compareNumbers(b, a);
}

std::weak_ordering compareStrings(const dom::String& a, const dom::String& b) {
  return std::string_view(a) <=> std::string_view(b);
}

std::weak_ordering compareArrays(const dom::Array& a, const dom::Array& b) {
  if (a.size() != b.size()) return a.size() <=> b.size();
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (const auto order = compare(a[i], b[i]); order != 0) return order;
  }
  return std::weak_ordering::equivalent;
}

using Members = std::vector<const boost::json::key_value_pair*>;

Members sortedMembers(const dom::Object& object) {
  Members members;
  members.reserve(object.size());
  for (const auto& member : object) members.push_back(&member);
  std::ranges::sort(members, {},
                    [](const auto* member) { return std::string_view(member->key()); });
  return members;
}

std::weak_ordering compareObjects(const dom::Object& a, const dom::Object& b) {
  if (a.size() != b.size()) return a.size() <=> b.size();
  const Members left = sortedMembers(a);
  const Members right = sortedMembers(b);
  for (std::size_t i = 0; i < left.size(); ++i) {
    const std::weak_ordering names =
        std::string_view(left[i]->key()) <=> std::string_view(right[i]->key());
    if (names != 0) return names;
    if (const auto order = compare(left[i]->value(), right[i]->value()); order != 0) return order;
  }
  return std::weak_ordering::equivalent;
}

/// digits × 10^exponent
struct Decimal {
  std::uint64_t digits = 0;
  int exponent = 0;
};

/// The magnitude of a number that ECMAScript wrote: "12", "0.25", "1.5e+300", "1e-7".
Decimal decimalOf(std::string_view text) {
  Decimal decimal;
  bool afterPoint = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == 'e') {
      const bool plus = text[i + 1] == '+';
      decimal.exponent += std::atoi(std::string(text.substr(i + (plus ? 2 : 1))).c_str());
      break;
    }
    if (text[i] == '-') continue;
    if (text[i] == '.') {
      afterPoint = true;
      continue;
    }
    decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(text[i] - '0');
    if (afterPoint) --decimal.exponent;
  }
  return decimal;
}

/// Trailing zeros of a long integer go to the exponent, so that the digits fit 64 bits.
Decimal decimalOf(double number) {
  std::string text = dom::formatNumber(number);
  int zeros = 0;
  const bool isWhole = text.find_first_of(".e") == std::string::npos;
  while (isWhole && text.size() > 1 && text.back() == '0') {
    text.pop_back();
    ++zeros;
  }
  Decimal decimal = decimalOf(text);
  decimal.exponent += zeros;
  return decimal;
}

Decimal decimalOf(const dom::Value& value) {
  if (value.is_uint64()) return {value.get_uint64(), 0};
  if (value.is_double()) return decimalOf(value.get_double());
  const std::int64_t integer = value.get_int64();
  const auto bits = static_cast<std::uint64_t>(integer);
  return {integer < 0 ? 0 - bits : bits, 0};
}

}  // namespace

std::weak_ordering compare(const dom::Value& a, const dom::Value& b) {
  const int rank = rankOf(a);
  if (rank != rankOf(b)) return rank <=> rankOf(b);
  switch (rank) {
    case 1:
      return a.get_bool() <=> b.get_bool();
    case 2:
      return compareNumbers(a, b);
    case 3:
      return compareStrings(a.get_string(), b.get_string());
    case 4:
      return compareArrays(a.get_array(), b.get_array());
    case 5:
      return compareObjects(a.get_object(), b.get_object());
    default:
      return std::weak_ordering::equivalent;
  }
}

bool isIntegral(const dom::Value& value) {
  if (const double* number = value.if_double()) return std::trunc(*number) == *number;
  return value.is_int64() || value.is_uint64();
}

bool isMultipleOf(const dom::Value& number, const dom::Value& divisor) {
  Decimal a = decimalOf(number);
  Decimal b = decimalOf(divisor);
  if (a.digits == 0) return true;
  // a / b is whole when the digits of b divide those of a shifted by the difference of exponents.
  for (; a.exponent < b.exponent; --b.exponent) {
    if (b.digits > a.digits / 10) return false;
    b.digits *= 10;
  }
  __extension__ unsigned __int128 rest = a.digits % b.digits;
  for (; a.exponent > b.exponent && rest != 0; --a.exponent) rest = rest * 10 % b.digits;
  return rest == 0;
}

}  // namespace fairlead::schema
