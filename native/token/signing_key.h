// A private key that tokens are signed with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/error.h"
#include "native/token/ecdsa_key.h"

namespace fairlead::token {

/// A secret for HS256 or a private key for ES256, with the algorithm fixed by the key. Movable.
class SigningKey {
 public:
  /// For HS256, from at least 32 bytes in base64url. Error: `key_malformed`, `key_weak`.
  static Result<SigningKey> fromSecret(std::string_view base64url);

  /// From a private JWK (RFC 7517: `kty` "oct" gives HS256, "EC" on P-256 gives ES256) or from PEM
  /// (ES256). Errors: `key_malformed`, `key_weak`, `key_unsupported`; none holds a part of the key.
  static Result<SigningKey> fromText(const std::string& text);

  /// "HS256" or "ES256".
  std::string_view algorithm() const;
  /// The JWK's `kid`.
  const std::optional<std::string>& keyId() const { return key_id_; }
  /// The signature's bytes, as JWS has them.
  std::string sign(std::string_view signingInput) const;

 private:
  using Key = std::variant<std::string, EcdsaKey>;
  SigningKey(Key key, std::optional<std::string> keyId)
      : key_(std::move(key)), key_id_(std::move(keyId)) {}
  static Result<SigningKey> fromJwk(const std::string& text);

  Key key_;
  std::optional<std::string> key_id_;
};

}  // namespace fairlead::token
