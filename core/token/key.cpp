#include "core/token/key.h"

#include <utility>

#include "core/crypto/base64url.h"
#include "core/crypto/ed25519.h"

namespace fairlead::token {

Key::Key(std::optional<std::string> id, AlgorithmSet fitting, Material material)
    : id_(std::move(id)), fitting_(fitting), material_(std::move(material)) {}

bool Key::verify(Algorithm algorithm, std::string_view message, std::string_view signature) const {
  if (!fits(algorithm)) return false;
  if (const auto* secret = std::get_if<Secret>(&material_))
    return (*secret)[static_cast<std::size_t>(hashOf(algorithm))].verify(message, signature);
  const Ed25519Key* key = ed25519();
  return key != nullptr && crypto::verifyEd25519(key->x, message, signature);
}

bool Key::isAdmissible(std::string_view signature) const {
  if (const RsaKey* key = rsa()) return signature.size() == key->n.size();
  if (const EcKey* key = ec()) return signature.size() == 2 * key->x.size();
  const Ed25519Key* key = ed25519();
  return key != nullptr && crypto::isAdmissibleEd25519(key->x, signature);
}

void Key::writePublic(json::Writer& out) const {
  if (isSecret()) return out.null();
  out.beginObject();
  if (const RsaKey* key = rsa()) {
    out.member("e", crypto::encodeBase64url(key->e));
    out.member("kty", "RSA");
    out.member("n", crypto::encodeBase64url(key->n));
  } else if (const EcKey* point = ec()) {
    out.member("crv", point->curve);
    out.member("kty", "EC");
    out.member("x", crypto::encodeBase64url(point->x));
    out.member("y", crypto::encodeBase64url(point->y));
  } else {
    out.member("crv", "Ed25519");
    out.member("kty", "OKP");
    out.member("x", crypto::encodeBase64url(ed25519()->x));
  }
  out.endObject();
}

}  // namespace fairlead::token
