// SHA-256 (FIPS 180-4) and its usual spelling in hexadecimal.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <sodium/crypto_hash_sha256.h>

namespace fairlead::crypto {

using Digest = std::array<std::uint8_t, 32>;

/// The hash of `bytes`.
Digest sha256(std::string_view bytes);

/// The hash of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256Hex(std::string_view bytes);

/// The same hash over parts, without joining them.
class Sha256 {
 public:
  Sha256();
  Sha256& update(std::string_view bytes);
  /// The hash of everything so far; the object must not be used after it.
  Digest finish();

 private:
  crypto_hash_sha256_state state_;
};

/// Two lower-case hexadecimal digits a byte.
std::string hex(std::string_view bytes);
std::string hex(const Digest& digest);

}  // namespace fairlead::crypto
