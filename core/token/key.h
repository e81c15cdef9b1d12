// One JSON Web Key (RFC 7517), taken apart and judged once: what it may verify is known from then
// on, and a key that should verify nothing does not come into being.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/crypto/hmac.h"
#include "core/error.h"
#include "core/json/pointer.h"
#include "core/json/writer.h"
#include "core/token/algorithm.h"

namespace fairlead::token {

/// Public keys as bytes; numbers are big-endian.
struct RsaKey {
  std::string n;
  std::string e;
};
struct EcKey {
  std::string_view curve;  // "P-256", "P-384" or "P-521"
  std::string x;           // both as long as the curve's field
  std::string y;
};
struct Ed25519Key {
  std::string x;  // 32 bytes
};

class Key {
 public:
  /// Codes: key_unsupported (a type, curve, algorithm or use that is not for verifying signatures
  /// here; a set may hold such keys for others), key_weak (RSA outside 2048 to 8192 bits or with an
  /// exponent other than 3 or 65537, an HMAC secret shorter than the hash), key_malformed (members
  /// missing, of a wrong kind, not base64url, or contradicting each other). Paths lead into `jwk`,
  /// which stands at `at`. Members that belong to a private key are not looked at.
  static Result<Key> parse(json::Value jwk, const json::Path& at);

  const std::optional<std::string>& id() const { return id_; }

  /// Whether the key may be used with `algorithm`: by its kty, its curve, its length, and its own
  /// alg, use and key_ops. EdDSA and Ed25519 are one algorithm for an Ed25519 key.
  bool fits(Algorithm algorithm) const { return fitting_.contains(algorithm); }

  /// Whether the core can check this key's signatures itself: HMAC and Ed25519.
  bool isVerifiedHere() const { return rsa() == nullptr && ec() == nullptr; }

  /// Whether the core alone can: a secret is never handed out.
  bool isSecret() const { return std::holds_alternative<Secret>(material_); }

  /// Whether `signature` over `message` is good. `algorithm` must fit, and the key must be one that
  /// is verified here.
  bool verify(Algorithm algorithm, std::string_view message, std::string_view signature) const;

  /// Whether a host may be asked about `signature`: it has the length of every signature of this
  /// key, and those of Ed25519 are such that all hosts agree on them (crypto/ed25519.h).
  bool isAdmissible(std::string_view signature) const;

  // What a public key is made of; null for a key of another type.
  const RsaKey* rsa() const { return std::get_if<RsaKey>(&material_); }
  const EcKey* ec() const { return std::get_if<EcKey>(&material_); }
  const Ed25519Key* ed25519() const { return std::get_if<Ed25519Key>(&material_); }

  /// Writes a public key as a JWK of its numbers alone, {kty, n, e} or {crv, kty, x, y}; null for a
  /// secret.
  void writePublic(json::Writer& out) const;

 private:
  /// Ready for SHA-256, and for SHA-384 and SHA-512 as far as the secret is long enough.
  using Secret = std::vector<crypto::HmacKey>;
  using Material = std::variant<Secret, RsaKey, EcKey, Ed25519Key>;

  friend class KeyParser;
  Key(std::optional<std::string> id, AlgorithmSet fitting, Material material);

  std::optional<std::string> id_;
  AlgorithmSet fitting_;
  Material material_;
};

}  // namespace fairlead::token
