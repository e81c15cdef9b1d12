// Canonical JSON: the JSON Canonicalization Scheme of RFC 8785. Two values that mean the same give
// the same bytes, so that they can be hashed, signed and compared.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json/value.h"

namespace fairlead::json {

/// The canonical form: no whitespace, members in the order of their names' UTF-16 code units,
/// strings with the fewest escapes, numbers as ECMAScript writes them.
///
/// Code: json_integer_unsafe when an integer beyond 2^53 - 1 would be written (RFC 8785 counts on
/// doubles, and a reader in JavaScript would get another number), with the path of the number.
Result<std::string> canonicalize(Value value);

/// Whether `number` would be written as an integer beyond 2^53 - 1. From 1e21 on it would not: the
/// exponent says that the digits are not all of the number.
bool isUnsafeInteger(double number);

/// `number` as ECMAScript's Number::toString writes it: the shortest digits that read back as the
/// same double, "0" for -0. The number must be finite.
std::string formatNumber(double number);

/// The same, appended.
void appendNumber(std::string& out, double number);
void appendNumber(std::string& out, std::int64_t number);

/// Appends `text`, which must be valid UTF-8, as a JSON string with its quotes.
void appendQuoted(std::string& out, std::string_view text);

/// Appends the escape of a character that cannot stand in a JSON string as itself.
void appendEscape(std::string& out, char c);

/// The canonical order of names: by UTF-16 code units. Both must be valid UTF-8.
bool lessByCodeUnits(std::string_view a, std::string_view b);

}  // namespace fairlead::json
