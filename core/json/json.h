// The one strict reader for every JSON text that comes from outside, and what it gives.
//
// RFC 8259, and of what it leaves open the narrow side: UTF-8 without a byte order mark, no
// comments, no trailing commas, nothing after the value, no member name twice in one object
// (spellings that differ only in escapes are one name), no lone surrogates. Numbers are read
// exactly, to the nearest double where they are not 64-bit integers. Time and memory are bounded
// by the limits, whatever the text holds: memory stays under 16 times the size of the text and 2
// KB.
//
//   const Result<json::Document> document = json::parse(text, {.max_bytes = 65536});
//   if (!document) return std::unexpected(document.error());
//   if (const auto name = document->root().asString()) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "core/json/value.h"

namespace fairlead::json {

/// The most members that one object may have.
inline constexpr std::size_t kMaxMembers = 10'000;

/// The deepest nesting that parse() ever allows: recursion over a value is bounded by it.
inline constexpr unsigned kMaxDepth = 64;

/// The longest text that parse() ever reads, in bytes: places in a document are 32 bits wide.
inline constexpr std::size_t kMaxBytes = 0x7fff'ffff;

struct Limits {
  /// Size of the text in bytes, at most kMaxBytes.
  std::size_t max_bytes = 1 << 20;
  /// Nested arrays and objects, at most kMaxDepth; a scalar has depth 0.
  unsigned max_depth = kMaxDepth;
  /// Refuse integers beyond kMaxSafeInteger, which JavaScript would silently change. What is left
  /// always has a canonical form.
  bool safe_integers = false;
};

/// Reads one JSON text. The document holds all it needs: `text` may go.
///
/// Codes: json_syntax, json_invalid_utf8, json_duplicate_member (with the path of the member),
/// json_too_deep, json_too_large, json_number_out_of_range (beyond the range of a double),
/// json_trailing_bytes, json_integer_unsafe. A lone surrogate escape is json_syntax. Messages give
/// line and column, both from 1; a column is a code point.
Result<Document> parse(std::string_view text, Limits limits = {});

}  // namespace fairlead::json
