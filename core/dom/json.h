// The one strict reader for every JSON text that comes from outside.
//
// RFC 8259, and of what it leaves open the narrow side: UTF-8 without a byte order mark, no
// comments, no trailing commas, nothing after the value, no member name twice in one object
// (spellings that differ only in escapes are one name), no lone surrogates. Numbers are read
// exactly, to the nearest double where they are not 64-bit integers. Time and memory are bounded
// by the limits, whatever the text holds.
#pragma once

#include <cstddef>
#include <string_view>

#include <boost/json/value.hpp>

#include "core/error.h"

namespace fairlead::dom {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;
using String = boost::json::string;

/// The largest integer n for which every integer up to n is exact in a double: 2^53 - 1.
inline constexpr std::int64_t kMaxSafeInteger = 9'007'199'254'740'991;

/// The most members that one object may have; keeps the search for duplicates cheap.
inline constexpr std::size_t kMaxMembers = 10'000;

/// The deepest nesting that parse() ever allows: recursion over a value is bounded by it.
inline constexpr unsigned kMaxDepth = 64;

struct Limits {
  /// Size of the text in bytes.
  std::size_t max_bytes = 1 << 20;
  /// Nested arrays and objects, at most kMaxDepth; a scalar has depth 0.
  unsigned max_depth = kMaxDepth;
  /// Refuse integers beyond kMaxSafeInteger, which JavaScript would silently change. What is left
  /// always has a canonical form.
  bool safe_integers = false;
};

/// Reads one JSON text. The value owns its parts. `storage` is where they live, the heap unless
/// given; a resource handed in by its address must outlive the value.
///
/// Codes: json_syntax, json_invalid_utf8, json_duplicate_member (with the path of the member),
/// json_too_deep, json_too_large, json_number_out_of_range (beyond the range of a double),
/// json_trailing_bytes, json_integer_unsafe. A lone surrogate escape is json_syntax. Messages give
/// line and column, both from 1; a column is a code point.
Result<Value> parse(std::string_view text, Limits limits = {},
                    boost::json::storage_ptr storage = {});

}  // namespace fairlead::dom
