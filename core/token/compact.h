// The compact form of a signed token (RFC 7515, section 3.1), by the strict reading: exactly three
// segments of base64url without padding and stray bits, at most 16 KiB, and a header without
// anything that would change how it must be read.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "core/error.h"
#include "core/json/json.h"

namespace fairlead::token {

/// The longest token that is read, in bytes.
inline constexpr std::size_t kMaxTokenBytes = 16 * 1024;

/// A token taken apart. Its views look into the text that it was taken from, and into what it owns
/// itself; they stay good when it is moved.
struct CompactToken {
  std::string_view text;           // the whole token
  std::string_view signing_input;  // what is signed: the first two segments with their dot
  json::Document header;           // an object
  /// The header's alg and kid.
  std::string_view algorithm;
  std::optional<std::string_view> key_id;
  /// The decoded second and third segments; of the payload no more is known than its bytes.
  std::string_view payload;
  std::string_view signature;
  std::unique_ptr<char[]> decoded;
};

/// Takes a token apart. Codes: token_missing for an empty text; token_malformed for every other
/// form, for a header that is not a JSON object with a string `alg`, and for a header with `crit`,
/// `zip`, or a `b64` other than true. `jku`, `x5u`, `jwk` and `x5c` are never looked at.
Result<CompactToken> parseCompact(std::string_view token);

/// The JSON object that a decoded segment holds. Code: token_malformed, whose message says what is
/// wrong with `what` ("header", "claims"). Integers beyond 2^53 - 1 are refused too: half of the
/// hosts could not pass them on.
Result<json::Document> parseSegment(std::string_view bytes, std::string_view what);

}  // namespace fairlead::token
