// Reading code points from UTF-8 (RFC 3629).
#pragma once

#include <cstddef>
#include <string_view>

namespace fairlead::schema {

/// The code point that starts at `at`, which must be inside `text`; moves `at` past it.
/// Bytes that are not UTF-8 are taken one by one as U+FFFD.
char32_t nextCodePoint(std::string_view text, std::size_t& at);

/// How many code points well-formed UTF-8 text has.
std::size_t countCodePoints(std::string_view text);

}  // namespace fairlead::schema
