// Checking UTF-8 (RFC 3629).
#pragma once

#include <cstddef>
#include <string_view>

namespace fairlead::dom {

/// The length of the longest prefix of `text` that is valid UTF-8: no overlong forms, no
/// surrogates, nothing above U+10FFFF. Equal to text.size() when all of it is.
std::size_t validUtf8Prefix(std::string_view text);

}  // namespace fairlead::dom
