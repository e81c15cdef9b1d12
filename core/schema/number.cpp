#include "core/schema/number.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/canonical.h"
#include "core/sort.h"

namespace fairlead::schema {

namespace {

using json::Kind;

/// The place of the value's type in the order.
int rankOf(json::Value value) {
  switch (value.kind()) {
    case Kind::kNull:
      return 0;
    case Kind::kBoolean:
      return 1;
    case Kind::kString:
      return 3;
    case Kind::kArray:
      return 4;
    case Kind::kObject:
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

std::weak_ordering compareToDouble(json::Value a, double b) {
  if (a.kind() == Kind::kInteger) return compareIntegerToDouble(a.integer(), b);
  if (a.kind() == Kind::kUnsigned) return compareUnsignedToDouble(a.unsignedInteger(), b);
  return compareDoubles(a.number(), b);
}

/// Goes down two values at once.
class Comparison {
 public:
  explicit Comparison(Work& work) : work_(work) {}

  std::weak_ordering compare(json::Value a, json::Value b) {
    const int rank = rankOf(a);
    if (rank != rankOf(b)) return rank <=> rankOf(b);
    switch (rank) {
      case 1:
        return a.boolean() <=> b.boolean();
      case 2:
        return compareNumbers(a, b);
      case 3:
        return compareStrings(a.string(), b.string());
      case 4:
        return compareArrays(a.array(), b.array());
      case 5:
        return compareObjects(a.object(), b.object());
      default:
        return std::weak_ordering::equivalent;
    }
  }

 private:
  std::weak_ordering compareStrings(std::string_view a, std::string_view b) {
    work_.spend(std::min(a.size(), b.size()) / 64);
    return a <=> b;
  }

  std::weak_ordering compareArrays(json::Array a, json::Array b) {
    if (a.size() != b.size()) return a.size() <=> b.size();
    for (auto left = a.begin(), right = b.begin(); left != a.end(); ++left, ++right) {
      if (!work_.spend(1)) break;
      if (const auto order = compare(*left, *right); order != 0) return order;
    }
    return std::weak_ordering::equivalent;
  }

  using Members = std::vector<json::Member>;

  static Members sortedMembers(json::Object object) {
    Members members(object.begin(), object.end());
    sortInPlace(members, [](const auto& a, const auto& b) { return a.name < b.name; });
    return members;
  }

  std::weak_ordering compareObjects(json::Object a, json::Object b) {
    if (a.size() != b.size()) return a.size() <=> b.size();
    if (!work_.spend(2 * a.size())) return std::weak_ordering::equivalent;
    const Members left = sortedMembers(a);
    const Members right = sortedMembers(b);
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (const auto names = compareStrings(left[i].name, right[i].name); names != 0) return names;
      if (const auto order = compare(left[i].value, right[i].value); order != 0) return order;
    }
    return std::weak_ordering::equivalent;
  }

  Work& work_;
};

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
  std::string text = json::formatNumber(number);
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

Decimal decimalOf(json::Value value) {
  if (value.kind() == Kind::kUnsigned) return {value.unsignedInteger(), 0};
  if (value.kind() == Kind::kDouble) return decimalOf(value.number());
  const std::int64_t integer = value.integer();
  const auto bits = static_cast<std::uint64_t>(integer);
  return {integer < 0 ? 0 - bits : bits, 0};
}

}  // namespace

std::weak_ordering compareNumbers(json::Value a, json::Value b) {
  if (a.kind() == Kind::kInteger && b.kind() == Kind::kInteger) return a.integer() <=> b.integer();
  if (b.kind() == Kind::kDouble) return compareToDouble(a, b.number());
  if (a.kind() == Kind::kDouble) return 0 <=> compareToDouble(b, a.number());
  if (a.kind() == Kind::kInteger) {
    if (a.integer() < 0) return std::weak_ordering::less;
    return static_cast<std::uint64_t>(a.integer()) <=> b.unsignedInteger();
  }
  if (b.kind() == Kind::kInteger) return 0 <=> compareNumbers(b, a);
  return a.unsignedInteger() <=> b.unsignedInteger();
}

std::weak_ordering compare(json::Value a, json::Value b, Work& work) {
  return Comparison(work).compare(a, b);
}

bool isIntegral(json::Value value) {
  return value.isNumber() && std::trunc(value.number()) == value.number();
}

bool isMultipleOf(json::Value number, json::Value divisor) {
  Decimal a = decimalOf(number);
  Decimal b = decimalOf(divisor);
  if (a.digits == 0) return true;
  // a / b is whole when the digits of b divide those of a shifted by the difference of exponents.
  for (; a.exponent < b.exponent; --b.exponent) {
    if (b.digits > a.digits / 10) return false;
    b.digits *= 10;
  }
  // A divisor is above 0: the compiler of schemas lets no other pass.
  // NOLINTNEXTLINE(clang-analyzer-core.DivideZero)
  __extension__ unsigned __int128 rest = a.digits % b.digits;
  for (; a.exponent > b.exponent && rest != 0; --a.exponent) rest = rest * 10 % b.digits;
  return rest == 0;
}

}  // namespace fairlead::schema
