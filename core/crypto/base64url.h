// Base64url as JOSE uses it (RFC 4648 section 5, RFC 7515 section 2): no padding, no whitespace,
// and one spelling only for every sequence of bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fairlead::crypto {

/// The bytes that `text` spells. Nothing for any other character (padding and the plain alphabet's
/// `+` and `/` included), an impossible length, or trailing bits that are not zero.
std::optional<std::string> decodeBase64url(std::string_view text);

/// The one spelling of `bytes`.
std::string encodeBase64url(std::string_view bytes);

}  // namespace fairlead::crypto
