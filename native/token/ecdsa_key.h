// A private key on P-256 that signs as JWA wants it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace fairlead::token {

/// An ES256 private key held by OpenSSL. Movable.
class EcdsaKey {
 public:
  /// From the big-endian coordinates of the public point and the private scalar, 32 bytes each;
  /// nullopt when they are not a key pair's.
  static std::optional<EcdsaKey> fromNumbers(std::string_view x, std::string_view y,
                                             std::string_view d);
  /// From PEM (PKCS #8 or SEC 1, not encrypted); nullopt unless it holds a private key on P-256.
  static std::optional<EcdsaKey> fromPem(const std::string& pem);

  /// The signature of SHA-256(`text`) as r‖s, 64 bytes (RFC 7518, section 3.4).
  std::string sign(std::string_view text) const;

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
  };
  using Handle = std::unique_ptr<evp_pkey_st, Free>;
  explicit EcdsaKey(Handle handle) : handle_(std::move(handle)) {}

  Handle handle_;
};

}  // namespace fairlead::token
