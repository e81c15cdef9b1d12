#include "native/token/ecdsa_key.h"

#include <cstdlib>
#include <vector>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include "native/crypto/owned.h"

namespace fairlead::token {
namespace {

constexpr std::size_t kNumberSize = 32;

using crypto::Owned;
using BigNumber = Owned<BIGNUM, BN_clear_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using ParameterBuilder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Signature = Owned<ECDSA_SIG, ECDSA_SIG_free>;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

bool isOnP256(const EVP_PKEY* key) {
  char group[32] = {};
  return EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group,
                                        nullptr) == 1 &&
         std::string_view(group) == "prime256v1";
}

// Whether the point belongs to the scalar, which OpenSSL does not ask by itself.
bool isKeyPair(EVP_PKEY* key) {
  const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
  return EVP_PKEY_check(context.get()) == 1;
}

Parameters parametersFor(const std::string& point, const BIGNUM* scalar) {
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar);
  return Parameters(OSSL_PARAM_BLD_to_param(builder.get()));
}

std::vector<unsigned char> signDer(EVP_PKEY* key, std::string_view text) {
  const DigestContext context(EVP_MD_CTX_new());
  std::vector<unsigned char> der(static_cast<std::size_t>(EVP_PKEY_get_size(key)));
  std::size_t size = der.size();
  if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
      EVP_DigestSign(context.get(), der.data(), &size, bytes(text), text.size()) != 1) {
    std::abort();  // a valid key signs anything; only a broken OpenSSL comes here
  }
  der.resize(size);
  return der;
}

}  // namespace

void EcdsaKey::Free::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}

std::optional<EcdsaKey> EcdsaKey::fromNumbers(std::string_view x, std::string_view y,
                                              std::string_view d) {
  if (x.size() != kNumberSize || y.size() != kNumberSize || d.size() != kNumberSize) {
    return std::nullopt;
  }
  const std::string point = "\x04" + std::string(x) + std::string(y);  // SEC 1, uncompressed
  const BigNumber scalar(BN_bin2bn(bytes(d), kNumberSize, nullptr));
  const Parameters parameters = parametersFor(point, scalar.get());
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) != 1) {
    return std::nullopt;
  }
  Handle handle(key);
  if (!isKeyPair(key)) return std::nullopt;
  return EcdsaKey(std::move(handle));
}

std::optional<EcdsaKey> EcdsaKey::fromPem(const std::string& pem) {
  const Owned<BIO, BIO_free_all> source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // An encrypted key must not make the program ask for a passphrase.
  const auto noPassphrase = [](char*, int, int, void*) { return -1; };
  Handle handle(PEM_read_bio_PrivateKey(source.get(), nullptr, noPassphrase, nullptr));
  if (!handle || !isOnP256(handle.get())) return std::nullopt;
  return EcdsaKey(std::move(handle));
}

std::string EcdsaKey::sign(std::string_view text) const {
  const std::vector<unsigned char> der = signDer(handle_.get(), text);
  const unsigned char* cursor = der.data();
  const Signature signature(d2i_ECDSA_SIG(nullptr, &cursor, static_cast<long>(der.size())));
  std::string raw(2 * kNumberSize, '\0');
  BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes(raw), kNumberSize);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes(raw) + kNumberSize, kNumberSize);
  return raw;
}

}  // namespace fairlead::token
