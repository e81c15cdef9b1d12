// Tokens over any header and payload, with signatures by OpenSSL, which is not what checks them.
#pragma once

#include <string>
#include <string_view>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/crypto/base64url.h"

namespace fairlead::fuzz {

inline constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";

/// The key set that kSecret is in.
inline constexpr std::string_view kKeys =
    R"({"keys":[{"kty":"oct","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"}]})";

inline std::string hmacByOpenssl(std::string_view message) {
  unsigned char tag[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), kSecret.data(), static_cast<int>(kSecret.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(), tag, &size);
  return {reinterpret_cast<const char*>(tag), size};
}

inline std::string signedToken(std::string_view header, std::string_view payload) {
  const std::string input =
      crypto::encodeBase64url(header) + "." + crypto::encodeBase64url(payload);
  return input + "." + crypto::encodeBase64url(hmacByOpenssl(input));
}

}  // namespace fairlead::fuzz
