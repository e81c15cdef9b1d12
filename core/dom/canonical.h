// Canonical JSON: the JSON Canonicalization Scheme of RFC 8785. Two values that mean the same give
// the same bytes, so that they can be hashed, signed and compared.
#pragma once

#include <string>
#include <string_view>

#include "core/dom/json.h"

namespace fairlead::dom {

/// The canonical form: no whitespace, members in the order of their names' UTF-16 code units,
/// strings with the fewest escapes, numbers as ECMAScript writes them. The value must hold valid
/// UTF-8, as everything from parse() does, and be nested at most kMaxDepth deep.
///
/// Codes: json_integer_unsafe when an integer beyond 2^53 - 1 would be written (RFC 8785 counts on
/// doubles, and a reader in JavaScript would get another number); json_number_out_of_range for NaN
/// and the infinities; both with the path of the number.
Result<std::string> canonicalize(const Value& value);

/// Whether `number` would be written as an integer beyond 2^53 - 1. From 1e21 on it would not: the
/// exponent says that the digits are not all of the number.
bool isUnsafeInteger(double number);

/// `number` as ECMAScript's Number::toString writes it: the shortest digits that read back as the
/// same double, "0" for -0. The number must be finite.
std::string formatNumber(double number);

/// Appends `text`, which must be valid UTF-8, as a JSON string with its quotes.
void appendQuoted(std::string& out, std::string_view text);

}  // namespace fairlead::dom
