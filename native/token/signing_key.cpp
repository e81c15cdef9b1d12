#include "native/token/signing_key.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/crypto/base64url.h"
#include "core/json/json.h"

namespace fairlead::token {
namespace {

constexpr std::size_t kLeastSecret = 32;  // RFC 7518, section 3.2: as long as the hash

std::string_view member(json::Object jwk, std::string_view name) {
  const auto value = jwk.find(name);
  return value ? value->asString().value_or("") : "";
}

std::string decoded(json::Object jwk, std::string_view name) {
  return crypto::decodeBase64url(member(jwk, name)).value_or("");
}

std::string hmacSha256(const std::string& secret, std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  return {reinterpret_cast<const char*>(digest), size};
}

}  // namespace

Result<SigningKey> SigningKey::fromSecret(std::string_view base64url) {
  auto secret = crypto::decodeBase64url(base64url);
  if (!secret) return fail("key_malformed", "The secret is not base64url without padding.");
  if (secret->size() < kLeastSecret) {
    return fail("key_weak", "The secret has fewer than 32 bytes, which HS256 needs.");
  }
  return SigningKey(std::move(*secret), std::nullopt);
}

Result<SigningKey> SigningKey::fromText(const std::string& text) {
  if (!text.starts_with("-----BEGIN ")) return fromJwk(text);
  auto key = EcdsaKey::fromPem(text);
  if (!key) {
    return fail("key_unsupported", "The PEM does not hold an unencrypted private key on P-256.");
  }
  return SigningKey(std::move(*key), std::nullopt);
}

Result<SigningKey> SigningKey::fromJwk(const std::string& text) {
  const auto document = json::parse(text);
  if (!document || !document->root().isObject()) {
    return fail("key_malformed", "The key is neither PEM nor a JWK, which is a JSON object.");
  }
  const json::Object jwk = document->root().object();
  const std::string id(member(jwk, "kid"));
  const auto keyId = id.empty() ? std::nullopt : std::optional(id);
  if (member(jwk, "kty") == "oct") {
    auto key = fromSecret(member(jwk, "k"));
    if (key) key->key_id_ = keyId;
    return key;
  }
  if (member(jwk, "kty") != "EC" || member(jwk, "crv") != "P-256") {
    return fail("key_unsupported", "Tokens are made with `kty` oct, or EC on the curve P-256.");
  }
  auto key = EcdsaKey::fromNumbers(decoded(jwk, "x"), decoded(jwk, "y"), decoded(jwk, "d"));
  if (!key) return fail("key_malformed", "`x`, `y` and `d` of the JWK are not a key pair.");
  return SigningKey(std::move(*key), keyId);
}

std::string_view SigningKey::algorithm() const {
  return key_.index() == 0 ? "HS256" : "ES256";
}

std::string SigningKey::sign(std::string_view signingInput) const {
  if (const auto* secret = std::get_if<std::string>(&key_)) {
    return hmacSha256(*secret, signingInput);
  }
  return std::get<EcdsaKey>(key_).sign(signingInput);
}

}  // namespace fairlead::token
