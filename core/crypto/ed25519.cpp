#include "core/crypto/ed25519.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <sodium/crypto_sign_ed25519.h>

#include "core/crypto/bytes.h"

namespace fairlead::crypto {
namespace {

using Number = std::array<std::uint8_t, 32>;  // little-endian

/// The group's order L = 2^252 + 27742317777372353535851937790883648493.
constexpr Number kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                           0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                           0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

/// The field's prime p = 2^255 - 19.
constexpr Number kPrime = {0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                           0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                           0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};

/// The y coordinates, below p, of the eight points whose order divides 8: the neutral point's 1,
/// -1 (order 2), 0 (order 4), and the two of order 8.
constexpr std::array<Number, 5> kSmallOrder = {{
    {0x01},
    {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0x00},
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
     0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
     0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
     0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
     0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
}};

Number numberOf(std::string_view bytes) {
  Number number;
  std::copy_n(bytes.begin(), number.size(), number.begin());
  return number;
}

bool isBelow(const Number& number, const Number& bound) {
  return std::lexicographical_compare(number.rbegin(), number.rend(), bound.rbegin(), bound.rend());
}

/// Whether these 32 bytes may encode a point: y below p, and not of small order.
bool isAdmissiblePoint(std::string_view encoded) {
  Number y = numberOf(encoded);
  y.back() &= 0x7f;  // the sign of x
  return isBelow(y, kPrime) &&
         std::find(kSmallOrder.begin(), kSmallOrder.end(), y) == kSmallOrder.end();
}

}  // namespace

bool isAdmissibleEd25519(std::string_view public_key, std::string_view signature) {
  if (public_key.size() != crypto_sign_ed25519_PUBLICKEYBYTES) return false;
  if (signature.size() != crypto_sign_ed25519_BYTES) return false;
  return isBelow(numberOf(signature.substr(32)), kOrder) &&
         isAdmissiblePoint(signature.substr(0, 32)) && isAdmissiblePoint(public_key);
}

bool verifyEd25519(std::string_view public_key, std::string_view message,
                   std::string_view signature) {
  return isAdmissibleEd25519(public_key, signature) &&
         crypto_sign_ed25519_verify_detached(data(signature), data(message), message.size(),
                                             data(public_key)) == 0;
}

}  // namespace fairlead::crypto
