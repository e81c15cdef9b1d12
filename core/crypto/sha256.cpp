#include "core/crypto/sha256.h"

#include "core/crypto/bytes.h"

namespace fairlead::crypto {

Digest sha256(std::string_view bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), data(bytes), bytes.size());
  return digest;
}

std::string sha256Hex(std::string_view bytes) {
  return hex(sha256(bytes));
}

Sha256::Sha256() {
  crypto_hash_sha256_init(&state_);
}

Sha256& Sha256::update(std::string_view bytes) {
  crypto_hash_sha256_update(&state_, data(bytes), bytes.size());
  return *this;
}

Digest Sha256::finish() {
  Digest digest;
  crypto_hash_sha256_final(&state_, digest.data());
  return digest;
}

std::string hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string hex(const Digest& digest) {
  return hex(view(digest));
}

}  // namespace fairlead::crypto
