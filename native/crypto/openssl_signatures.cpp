#include "native/crypto/openssl_signatures.h"

#include <array>
#include <string>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include "core/crypto/bytes.h"
#include "native/crypto/owned.h"

namespace fairlead::crypto {
namespace {

using token::Algorithm;
using token::Family;

using Number = Owned<BIGNUM, BN_free>;
using PublicKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;

constexpr std::array kAlgorithms = {Algorithm::kRs256, Algorithm::kRs384, Algorithm::kRs512,
                                    Algorithm::kPs256, Algorithm::kPs384, Algorithm::kPs512,
                                    Algorithm::kEs256, Algorithm::kEs384, Algorithm::kEs512};

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

PublicKey rsaKey(const token::RsaKey& key) {
  const Number n = numberOf(key.n);
  const Number e = numberOf(key.e);
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return publicKey("RSA", builder.get());
}

PublicKey ecKey(const token::EcKey& key) {
  const std::string curve(key.curve);
  const std::string point = "\x04" + key.x + key.y;  // SEC 1, uncompressed
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.c_str(), 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  PublicKey imported = publicKey("EC", builder.get());
  if (!imported) return nullptr;
  const KeyContext context(EVP_PKEY_CTX_new(imported.get(), nullptr));
  return EVP_PKEY_public_check(context.get()) == 1 ? std::move(imported) : nullptr;
}

const EVP_MD* digestOf(Algorithm algorithm) {
  switch (token::hashOf(algorithm)) {
    case Hash::kSha256:
      return EVP_sha256();
    case Hash::kSha384:
      return EVP_sha384();
    default:
      return EVP_sha512();
  }
}

/// A context that verifies any number of digests; null when OpenSSL refuses the combination.
KeyContext contextFor(EVP_PKEY* key, Algorithm algorithm) {
  KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
  if (!context || EVP_PKEY_verify_init(context.get()) != 1 ||
      EVP_PKEY_CTX_set_signature_md(context.get(), digestOf(algorithm)) != 1)
    return nullptr;
  if (token::familyOf(algorithm) != Family::kRsaPss) return context;
  const bool padded = EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING) == 1 &&
                      EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), RSA_PSS_SALTLEN_DIGEST) == 1;
  return padded ? std::move(context) : nullptr;
}

/// A positive number as an INTEGER of DER.
void appendInteger(std::string& der, std::string_view big_endian) {
  while (big_endian.size() > 1 && big_endian.front() == '\0') big_endian.remove_prefix(1);
  const bool looks_negative = (static_cast<unsigned char>(big_endian.front()) & 0x80) != 0;
  der += '\x02';
  der += static_cast<char>(big_endian.size() + (looks_negative ? 1 : 0));
  if (looks_negative) der += '\0';
  der += big_endian;
}

/// r and s in one, each half of the bytes, as the DER form that OpenSSL reads.
std::string derSignature(std::string_view raw) {
  std::string numbers;
  appendInteger(numbers, raw.substr(0, raw.size() / 2));
  appendInteger(numbers, raw.substr(raw.size() / 2));
  std::string der = "\x30";
  if (numbers.size() > 127) der += '\x81';  // the length takes a byte of its own
  der += static_cast<char>(numbers.size());
  return der + numbers;
}

bool verifyWith(EVP_PKEY_CTX* context, const token::SignatureRequest& request) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  if (EVP_Digest(data(request.signing_input), request.signing_input.size(), digest.data(), &size,
                 digestOf(request.algorithm), nullptr) != 1)
    return false;
  std::string der;
  std::string_view signature = request.signature;
  if (token::familyOf(request.algorithm) == Family::kEcdsa)
    signature = der = derSignature(signature);
  return EVP_PKEY_verify(context, data(signature), signature.size(), digest.data(), size) == 1;
}

}  // namespace

void OpensslSignatures::Free::operator()(evp_pkey_ctx_st* context) const {
  EVP_PKEY_CTX_free(context);
}

std::vector<OpensslSignatures::Prepared> OpensslSignatures::prepare(const token::Key& key) {
  std::vector<Prepared> prepared;
  const PublicKey imported = key.rsa() ? rsaKey(*key.rsa()) : key.ec() ? ecKey(*key.ec()) : nullptr;
  if (imported) {
    for (const Algorithm algorithm : kAlgorithms)
      if (key.fits(algorithm))
        prepared.push_back({algorithm, {contextFor(imported.get(), algorithm).release(), {}}});
  }
  ERR_clear_error();
  return prepared;
}

OpensslSignatures::OpensslSignatures(const token::KeySet& keys) {
  keys_.reserve(keys.keys().size());
  for (const token::Key& key : keys.keys()) keys_.push_back(prepare(key));
}

bool OpensslSignatures::verify(const token::SignatureRequest& request) {
  for (const Prepared& prepared : keys_[request.key_index]) {
    if (prepared.algorithm != request.algorithm || !prepared.context) continue;
    const bool good = verifyWith(prepared.context.get(), request);
    ERR_clear_error();  // a bad signature leaves entries in the thread's queue
    return good;
  }
  return false;
}

}  // namespace fairlead::crypto
