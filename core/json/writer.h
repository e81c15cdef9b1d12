// Writing canonical JSON, the JSON Canonicalization Scheme of RFC 8785, straight into text: two
// values that mean the same give the same bytes, so that they can be hashed, signed and compared.
//
//   json::Writer out;
//   out.beginObject();
//   out.member("allowed", verdict.allowed);        // names in ascending order
//   out.name("faults");
//   out.beginArray();
//   for (const Fault& fault : verdict.faults) write(out, fault);
//   out.endArray();
//   out.endObject();
//   return std::move(out).finish();
//
// The canonical order of members (by the names' UTF-16 code units) is kept by the caller, who
// writes them in it; a name out of order is a bug that an assertion in finish() stops, as it does
// brackets that do not match. value() and raw text bring their own order.
//
// A number that has no canonical form (NaN, an infinity, an integer beyond 2^53 - 1) is a fault
// that finish() reports with its path; the first one is kept, and null stands in its place.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/error.h"
#include "core/json/value.h"

namespace fairlead::json {

class Writer {
 public:
  Writer() = default;
  /// `size` bytes are set aside at once.
  explicit Writer(std::size_t size) { text_.reserve(size); }
  /// Writes on behind `opening`, the start of a JSON text; paths of faults begin after it.
  static Writer after(std::string_view opening);

  void beginObject();
  void endObject();
  void beginArray();
  void endArray();
  /// The name of the member whose value comes next.
  void name(std::string_view name);

  void null();
  void boolean(bool value);
  void integer(std::int64_t value);
  void unsignedInteger(std::uint64_t value);
  void number(double value);
  /// `text` must be valid UTF-8.
  void string(std::string_view text);
  /// Any value, with its members in canonical order.
  void value(Value value);
  /// Canonical text made before by a Writer.
  void raw(std::string_view canonical);

  // One overload for what rules are made of, and the same for a member.
  void put(bool value) { boolean(value); }
  void put(double value) { number(value); }
  template <std::integral T>
  void put(T value) {
    if constexpr (std::is_signed_v<T>)
      integer(value);
    else
      unsignedInteger(value);
  }
  void put(std::string_view text) { string(text); }
  void put(const char* text) { string(text); }
  void put(const std::string& text) { string(text); }
  void put(Value value) { this->value(value); }
  template <typename T>
  void put(const std::optional<T>& value) {
    value ? put(*value) : null();
  }
  template <typename T>
  void put(const std::vector<T>& items) {
    beginArray();
    for (const T& item : items) put(item);
    endArray();
  }
  template <typename T>
  void member(std::string_view name, const T& value) {
    this->name(name);
    put(value);
  }

  /// The text. Codes: json_integer_unsafe, json_number_out_of_range, both with the path.
  Result<std::string> finish() &&;

 private:
  static bool isCanonical(std::string_view text);
  void separate();
  void array(Array array);
  void object(Object object);
  void member(const Member& member);
  void refuse(std::string_view code, std::string message);
  void refuseInteger();

  std::string text_;
  std::size_t start_ = 0;  // length of the opening
  std::optional<Error> fault_;
};

}  // namespace fairlead::json
