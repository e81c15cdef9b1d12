// Base64url as JOSE uses it (RFC 4648 section 5, RFC 7515 section 2): no padding, no whitespace,
// and one spelling only for every sequence of bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fairlead::crypto {

/// How many bytes a text of so many characters spells, where it spells any.
constexpr std::size_t decodedSize(std::size_t characters) {
  return characters / 4 * 3 + characters % 4 * 3 / 4;
}

/// The bytes that `text` spells. Nothing for any other character (padding and the plain alphabet's
/// `+` and `/` included), an impossible length, or trailing bits that are not zero.
std::optional<std::string> decodeBase64url(std::string_view text);

/// The same into memory of the caller, which has room for decodedSize(text.size()) bytes; false
/// where there is nothing, and then what was written means nothing.
bool decodeBase64url(std::string_view text, char* out);

/// The one spelling of `bytes`.
std::string encodeBase64url(std::string_view bytes);

}  // namespace fairlead::crypto
