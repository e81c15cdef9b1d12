// Fernet tokens, version 0x80: a message that cannot be read or altered without the key.
//
// Format, by the public Fernet specification; all of it in base64url with padding (RFC 4648
// section 5):
//
//   token = 0x80 ‖ seconds since the epoch (8 bytes, big-endian) ‖ IV (16) ‖ ciphertext (16 n) ‖
//           HMAC-SHA256 under the signing key over all that stands before it (32)
//   key   = signing key (16) ‖ encryption key (16)
//
// The ciphertext is AES-128-CBC of the message, padded as RFC 5652 section 6.3 says. One spelling
// only of each sequence of bytes is read, so that no character of a token can be changed.
//
// Codes: fernet_key (no key), fernet_malformed (no token of this version, or longer than
// kMaxTokenBytes), fernet_signature (made under another key, or altered), fernet_expired,
// fernet_future (made later than now, beyond the leeway), fernet_padding (a good signature over
// what cannot be unpadded), fernet_unavailable (OpenSSL gave no random bytes or no cipher).
// No message quotes a token, a key or what was encrypted.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "native/credentials/secret.h"

namespace fairlead::credentials {

inline constexpr std::size_t kMaxMessageBytes = std::size_t{64} << 10;
inline constexpr std::size_t kMaxTokenBytes = std::size_t{96} << 10;
/// How far ahead the clock may be of whoever made a token.
inline constexpr std::int64_t kFernetLeewaySeconds = 60;

using Iv = std::array<std::uint8_t, 16>;

/// What a token held.
struct Opened {
  Secret message;
  std::int64_t created_at;  ///< seconds since the epoch
};

/// How old a token may be.
struct Age {
  std::int64_t now;  ///< seconds since the epoch
  std::int64_t ttl;  ///< seconds
};

class FernetKey {
 public:
  /// The key that 44 characters of base64url spell. Code: fernet_key.
  static Result<FernetKey> parse(std::string_view text);

  /// The token of `message`, made at `seconds` under a random IV.
  Result<std::string> seal(std::string_view message, std::int64_t seconds) const;
  /// The same under an IV of the caller's, which must never be used twice: for the vectors.
  Result<std::string> seal(std::string_view message, std::int64_t seconds, const Iv& iv) const;

  /// The message of a token. Its age counts only where `age` is given.
  Result<Opened> open(std::string_view token, const std::optional<Age>& age = {}) const;

 private:
  explicit FernetKey(Secret bytes) : bytes_(std::move(bytes)) {}

  std::string_view signing() const { return bytes_.reveal().substr(0, 16); }
  std::string_view encryption() const { return bytes_.reveal().substr(16); }

  Secret bytes_;
};

}  // namespace fairlead::credentials
