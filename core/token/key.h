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
#include "core/dom/json.h"
#include "core/dom/pointer.h"
#include "core/token/algorithm.h"

namespace fairlead::token {

class Key {
 public:
  /// Codes: key_unsupported (a type, curve, algorithm or use that is not for verifying signatures
  /// here; a set may hold such keys for others), key_weak (RSA outside 2048 to 8192 bits or with an
  /// exponent other than 3 or 65537, an HMAC secret shorter than the hash), key_malformed (members
  /// missing, of a wrong kind, not base64url, or contradicting each other). Paths lead into `jwk`,
  /// which stands at `at`.
  static Result<Key> parse(const dom::Value& jwk, const dom::Path& at);

  const std::optional<std::string>& id() const { return id_; }

  /// Whether the key may be used with `algorithm`: by its kty, its curve, its length, and its own
  /// alg, use and key_ops. EdDSA and Ed25519 are one algorithm for an Ed25519 key.
  bool fits(Algorithm algorithm) const { return fitting_.contains(algorithm); }

  /// Whether the core checks this key's signatures itself: HMAC and Ed25519.
  bool isVerifiedHere() const { return !std::holds_alternative<HostKey>(material_); }

  /// Whether `signature` over `message` is good. `algorithm` must fit, and the key must be one that
  /// is verified here.
  bool verify(Algorithm algorithm, std::string_view message, std::string_view signature) const;

  /// For the keys that the host checks, RSA and EC: the public members alone ({kty, n, e} or
  /// {kty, crv, x, y}), and the length that every signature has. Empty and 0 for other keys.
  const dom::Object& publicJwk() const;
  std::size_t signatureBytes() const;

 private:
  /// Ready for SHA-256, and for SHA-384 and SHA-512 as far as the secret is long enough.
  using Secret = std::vector<crypto::HmacKey>;
  /// The 32 bytes of an Ed25519 public key.
  struct Ed25519Key {
    std::string bytes;
  };
  struct HostKey {
    dom::Object jwk;
    std::size_t signature_bytes = 0;
  };
  using Material = std::variant<Secret, Ed25519Key, HostKey>;

  friend class KeyParser;
  Key(std::optional<std::string> id, AlgorithmSet fitting, Material material);

  std::optional<std::string> id_;
  AlgorithmSet fitting_;
  Material material_;
};

}  // namespace fairlead::token
