#include "native/crypto/openssl_signatures.h"

#include <algorithm>
#include <string>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include "core/crypto/base64url.h"
#include "core/crypto/bytes.h"
#include "native/crypto/owned.h"

namespace fairlead::crypto {
namespace {

using Number = Owned<BIGNUM, BN_free>;
using PublicKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;

/// A member of a public JWK, which the core has checked.
std::string member(const dom::Object& jwk, std::string_view name) {
  return std::string(*jwk.if_contains(name)->if_string());
}

std::string memberBytes(const dom::Object& jwk, std::string_view name) {
  return decodeBase64url(member(jwk, name)).value_or(std::string());
}

Number numberOf(std::string_view big_endian) {
  return Number(BN_bin2bn(data(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

/// The public key of a type ("RSA", "EC") with these parameters; null when OpenSSL refuses it.
PublicKey publicKey(const char* type, OSSL_PARAM_BLD* builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
    return nullptr;
  return PublicKey(key);
}

PublicKey rsaKey(const dom::Object& jwk) {
  const Number n = numberOf(memberBytes(jwk, "n"));
  const Number e = numberOf(memberBytes(jwk, "e"));
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return publicKey("RSA", builder.get());
}

PublicKey ecKey(const dom::Object& jwk) {
  const std::string curve = member(jwk, "crv");
  const std::string point = "\x04" + memberBytes(jwk, "x") + memberBytes(jwk, "y");
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.c_str(), 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  PublicKey key = publicKey("EC", builder.get());
  if (!key) return nullptr;
  const KeyContext context(EVP_PKEY_CTX_new(key.get(), nullptr));
  return EVP_PKEY_public_check(context.get()) == 1 ? std::move(key) : nullptr;
}

PublicKey importKey(const token::Key& key) {
  if (key.isVerifiedHere()) return nullptr;
  const dom::Object& jwk = key.publicJwk();
  PublicKey imported = member(jwk, "kty") == "RSA" ? rsaKey(jwk) : ecKey(jwk);
  ERR_clear_error();
  return imported;
}

const EVP_MD* digestOf(token::Algorithm algorithm) {
  switch (token::hashOf(algorithm)) {
    case Hash::kSha256:
      return EVP_sha256();
    case Hash::kSha384:
      return EVP_sha384();
    default:
      return EVP_sha512();
  }
}

/// r and s in one, each half of the bytes, as the DER form that OpenSSL reads.
std::string derSignature(std::string_view raw) {
  const Owned<ECDSA_SIG, ECDSA_SIG_free> signature(ECDSA_SIG_new());
  const std::size_t half = raw.size() / 2;
  // ECDSA_SIG_set0 takes both numbers over.
  ECDSA_SIG_set0(signature.get(), numberOf(raw.substr(0, half)).release(),
                 numberOf(raw.substr(half)).release());
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  i2d_ECDSA_SIG(signature.get(), &out);
  return der;
}

bool setPssPadding(EVP_PKEY_CTX* context) {
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

bool verifyWith(EVP_PKEY* key, const token::SignatureRequest& request) {
  const token::Family family = token::familyOf(request.algorithm);
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;  // belongs to the context
  if (EVP_DigestVerifyInit(context.get(), &parameters, digestOf(request.algorithm), nullptr, key) !=
      1)
    return false;
  if (family == token::Family::kRsaPss && !setPssPadding(parameters)) return false;
  std::string der;
  std::string_view signature = request.signature;
  if (family == token::Family::kEcdsa) signature = der = derSignature(signature);
  return EVP_DigestVerify(context.get(), data(signature), signature.size(),
                          data(request.signing_input), request.signing_input.size()) == 1;
}

}  // namespace

void OpensslSignatures::Free::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}

OpensslSignatures::OpensslSignatures(const token::KeySet& keys) {
  keys_.reserve(keys.keys().size());
  for (const token::Key& key : keys.keys()) keys_.emplace_back(importKey(key).release());
}

bool OpensslSignatures::verify(const token::SignatureRequest& request) const {
  evp_pkey_st* key = keys_[request.key_index].get();
  if (key == nullptr) return false;
  const bool good = verifyWith(key, request);
  ERR_clear_error();  // a bad signature leaves entries in the thread's queue
  return good;
}

}  // namespace fairlead::crypto
