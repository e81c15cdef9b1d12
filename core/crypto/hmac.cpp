#include "core/crypto/hmac.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <sodium/crypto_hash_sha512.h>
#include <sodium/utils.h>

#include "core/crypto/bytes.h"

namespace fairlead::crypto {
namespace {

constexpr std::size_t kBlock = 128;  // SHA-384 and SHA-512 hash blocks of this size
using Block = std::array<unsigned char, kBlock>;
using LongDigest = std::array<unsigned char, crypto_hash_sha512_BYTES>;

/// SHA-384 is SHA-512 from another start, cut to 48 bytes (FIPS 180-4, sections 5.3.4 and 6.5).
/// libsodium has no SHA-384, but lets its SHA-512 state be started there.
constexpr std::array<std::uint64_t, 8> kSha384Start = {
    0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
    0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};

void start(crypto_hash_sha512_state& state, Hash hash) {
  crypto_hash_sha512_init(&state);
  if (hash == Hash::kSha384)
    std::copy(kSha384Start.begin(), kSha384Start.end(), std::begin(state.state));
}

/// The secret as one block: hashed when it is longer, filled up with zeros.
Block blockOf(Hash hash, std::string_view secret) {
  Block block{};
  if (secret.size() <= kBlock) {
    std::copy(secret.begin(), secret.end(), block.begin());
    return block;
  }
  crypto_hash_sha512_state state;
  LongDigest digest;
  start(state, hash);
  crypto_hash_sha512_update(&state, data(secret), secret.size());
  crypto_hash_sha512_final(&state, digest.data());
  std::copy_n(digest.begin(), sizeOf(hash), block.begin());
  sodium_memzero(digest.data(), digest.size());
  return block;
}

void absorb(crypto_hash_sha512_state& state, Hash hash, Block block, unsigned char pad) {
  for (unsigned char& byte : block) byte ^= pad;
  start(state, hash);
  crypto_hash_sha512_update(&state, block.data(), block.size());
  sodium_memzero(block.data(), block.size());
}

crypto_auth_hmacsha512_state longState(Hash hash, std::string_view secret) {
  crypto_auth_hmacsha512_state state;
  Block block = blockOf(hash, secret);
  absorb(state.ictx, hash, block, 0x36);
  absorb(state.octx, hash, block, 0x5c);
  sodium_memzero(block.data(), block.size());
  return state;
}

/// The HMAC of `message`; of SHA-384 the first 48 bytes count. `state` is a copy to use up.
LongDigest tagOf(crypto_auth_hmacsha512_state state, Hash hash, std::string_view message) {
  LongDigest digest;
  crypto_hash_sha512_update(&state.ictx, data(message), message.size());
  crypto_hash_sha512_final(&state.ictx, digest.data());
  crypto_hash_sha512_update(&state.octx, digest.data(), sizeOf(hash));
  crypto_hash_sha512_final(&state.octx, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

LongDigest tagOf(crypto_auth_hmacsha256_state state, std::string_view message) {
  LongDigest digest;
  crypto_auth_hmacsha256_update(&state, data(message), message.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

}  // namespace

std::size_t sizeOf(Hash hash) {
  return hash == Hash::kSha256 ? 32 : hash == Hash::kSha384 ? 48 : 64;
}

HmacKey::HmacKey(Hash hash, std::string_view secret) : hash_(hash) {
  if (hash == Hash::kSha256)
    crypto_auth_hmacsha256_init(&state_.emplace<0>(), data(secret), secret.size());
  else
    state_.emplace<1>(longState(hash, secret));
}

HmacKey::~HmacKey() {
  sodium_memzero(&state_, sizeof state_);
}

bool HmacKey::verify(std::string_view message, std::string_view tag) const {
  if (tag.size() != sizeOf(hash_)) return false;
  const auto* shorter = std::get_if<0>(&state_);
  const LongDigest expected =
      shorter ? tagOf(*shorter, message) : tagOf(*std::get_if<1>(&state_), hash_, message);
  return sodium_memcmp(expected.data(), tag.data(), tag.size()) == 0;
}

}  // namespace fairlead::crypto
