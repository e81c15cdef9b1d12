// The signature algorithms of JOSE that are known here (RFC 7518 section 3.1, RFC 8037, RFC 9864).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/crypto/hmac.h"

namespace fairlead::token {

enum class Algorithm : std::uint8_t {
  kHs256,
  kHs384,
  kHs512,
  kRs256,
  kRs384,
  kRs512,
  kPs256,
  kPs384,
  kPs512,
  kEs256,
  kEs384,
  kEs512,
  kEdDsa,
  kEd25519,  // the same signatures as kEdDsa with an Ed25519 key, by the name of RFC 9864
};

enum class Family : std::uint8_t { kHmac, kRsaPkcs1, kRsaPss, kEcdsa, kEd25519 };

/// The algorithm of exactly this name; nothing for "none" and every other name.
std::optional<Algorithm> algorithmNamed(std::string_view name);

std::string_view nameOf(Algorithm algorithm);
Family familyOf(Algorithm algorithm);

/// The hash of the message. Not for Ed25519, which has its own.
crypto::Hash hashOf(Algorithm algorithm);

/// A set of algorithms.
class AlgorithmSet {
 public:
  constexpr AlgorithmSet() = default;
  template <typename... Rest>
  constexpr explicit AlgorithmSet(Algorithm first, Rest... rest)
      : bits_((bit(first) | ... | bit(rest))) {}

  constexpr bool contains(Algorithm algorithm) const { return (bits_ & bit(algorithm)) != 0; }
  constexpr void add(Algorithm algorithm) { bits_ |= bit(algorithm); }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr AlgorithmSet operator&(AlgorithmSet other) const {
    AlgorithmSet both;
    both.bits_ = bits_ & other.bits_;
    return both;
  }

 private:
  static constexpr std::uint32_t bit(Algorithm algorithm) {
    return std::uint32_t{1} << static_cast<unsigned>(algorithm);
  }

  std::uint32_t bits_ = 0;
};

}  // namespace fairlead::token
