// Ed25519 signatures (RFC 8032, section 5.1.7), by the strict reading: what implementations differ
// on is refused before any arithmetic, so that every host gives the same answer.
#pragma once

#include <string_view>

namespace fairlead::crypto {

/// Whether the encodings alone allow a verdict of "good": key and R are encoded canonically and
/// have no small order, S is below the group's order, lengths are 32 and 64. A host that verifies
/// with an implementation of its own must ask this first.
bool isAdmissibleEd25519(std::string_view public_key, std::string_view signature);

/// Whether `signature` over `message` is good for `public_key`. Includes the check above.
bool verifyEd25519(std::string_view public_key, std::string_view message,
                   std::string_view signature);

}  // namespace fairlead::crypto
