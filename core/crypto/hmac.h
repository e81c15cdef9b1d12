// HMAC (RFC 2104) over SHA-256, SHA-384 and SHA-512 (FIPS 180-4), for checking tags.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>

#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/crypto_auth_hmacsha512.h>

namespace fairlead::crypto {

enum class Hash { kSha256, kSha384, kSha512 };

/// The length of a hash in bytes: 32, 48 or 64.
std::size_t sizeOf(Hash hash);

/// A secret made ready for one hash: both paddings are hashed already, so that a check costs only
/// the message. Holds key material; copies and originals are wiped when they die.
class HmacKey {
 public:
  HmacKey(Hash hash, std::string_view secret);
  HmacKey(const HmacKey&) = default;
  HmacKey& operator=(const HmacKey&) = default;
  ~HmacKey();

  /// Whether `tag` is the whole, untruncated HMAC of `message`. The comparison takes the same time
  /// wherever the bytes differ.
  bool verify(std::string_view message, std::string_view tag) const;

 private:
  Hash hash_;
  std::variant<crypto_auth_hmacsha256_state, crypto_auth_hmacsha512_state> state_;
};

}  // namespace fairlead::crypto
