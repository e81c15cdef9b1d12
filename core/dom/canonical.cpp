#include "core/dom/canonical.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <vector>

#include <boost/json/detail/ryu/ryu.hpp>

#include "core/dom/pointer.h"

namespace fairlead::dom {
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
    out.append(n > 0 ? "e+" : "e-").append(std::to_string(std::abs(n - 1)));
  }
}

void appendNumber(std::string& out, double number) {
  if (number == 0) {
    out += '0';  // -0 too
    return;
  }
  if (number < 0) out += '-';
  appendDecimal(out, shortestDigits(std::fabs(number)));
}

/// Order by UTF-16 code units, compared in UTF-8: the byte order, but that characters above
/// U+FFFF (surrogate pairs, lead bytes F0 to F4) stand before U+E000 to U+FFFF (lead EE and EF).
bool lessByCodeUnits(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (y == b.end()) return false;
  if (x == a.end()) return true;
  const auto left = static_cast<unsigned char>(*x);
  const auto right = static_cast<unsigned char>(*y);
  const bool special = left >= 0xEE && right >= 0xEE && (left >= 0xF0) != (right >= 0xF0);
  return special ? left >= 0xF0 : left < right;
}

Error unsafeInteger(const Path& at) {
  return {"json_integer_unsafe", "An integer beyond 2^53 - 1 has no canonical form.", at.text()};
}

/// Writes one value and all that is in it.
class Writer {
 public:
  Result<std::string> take(const Value& root) {
    if (!write(root, Path())) return std::unexpected(std::move(fault_));
    return std::move(out_);
  }

 private:
  bool write(const Value& value, const Path& at) {
    switch (value.kind()) {
      case boost::json::kind::null:
        out_ += "null";
        return true;
      case boost::json::kind::bool_:
        out_ += *value.if_bool() ? "true" : "false";
        return true;
      case boost::json::kind::string:
        appendQuoted(out_, *value.if_string());
        return true;
      case boost::json::kind::array:
        return writeArray(*value.if_array(), at);
      case boost::json::kind::object:
        return writeObject(*value.if_object(), at);
      default:
        return writeNumber(value, at);
    }
  }

  bool writeNumber(const Value& value, const Path& at) {
    if (const double* number = value.if_double()) return writeDouble(*number, at);
    if (value.is_uint64() && *value.if_uint64() > static_cast<std::uint64_t>(kMaxSafeInteger))
      return refuse(unsafeInteger(at));
    const std::int64_t integer =
        value.is_uint64() ? static_cast<std::int64_t>(*value.if_uint64()) : *value.if_int64();
    if (integer > kMaxSafeInteger || integer < -kMaxSafeInteger) return refuse(unsafeInteger(at));
    std::array<char, 24> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), integer).ptr;
    out_.append(text.data(), end);
    return true;
  }

  bool writeDouble(double number, const Path& at) {
    if (!std::isfinite(number))
      return refuse({"json_number_out_of_range", "JSON has no such number.", at.text()});
    if (isUnsafeInteger(number)) return refuse(unsafeInteger(at));
    appendNumber(out_, number);
    return true;
  }

  bool writeArray(const Array& array, const Path& at) {
    out_ += '[';
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (i > 0) out_ += ',';
      if (!write(array[i], at / i)) return false;
    }
    out_ += ']';
    return true;
  }

  bool writeObject(const Object& object, const Path& at) {
    std::vector<const boost::json::key_value_pair*> members;
    members.reserve(object.size());
    for (const auto& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](auto* a, auto* b) { return lessByCodeUnits(a->key(), b->key()); });
    out_ += '{';
    for (const auto* member : members) {
      if (member != members.front()) out_ += ',';
      appendQuoted(out_, member->key());
      out_ += ':';
      if (!write(member->value(), at / member->key())) return false;
    }
    out_ += '}';
    return true;
  }

  bool refuse(Error error) {
    fault_ = std::move(error);
    return false;
  }

  std::string out_;
  Error fault_;
};

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

}  // namespace

Result<std::string> canonicalize(const Value& value) {
  return Writer().take(value);
}

bool isUnsafeInteger(double number) {
  const double size = std::fabs(number);
  return size > static_cast<double>(kMaxSafeInteger) && size < 1e21;
}

std::string formatNumber(double number) {
  std::string out;
  appendNumber(out, number);
  return out;
}

void appendQuoted(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;  // start of what needs no escape and is not yet written
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text.substr(plain, i - plain));
    appendEscape(out, c);
    plain = i + 1;
  }
  out.append(text.substr(plain)).append(1, '"');
}

}  // namespace fairlead::dom
