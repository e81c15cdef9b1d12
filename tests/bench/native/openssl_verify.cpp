#include "tests/bench/native/openssl_verify.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include "native/crypto/owned.h"
#include "tests/bench/native/files.h"

namespace fairlead::bench {
namespace {

using crypto::Owned;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

OpensslVerify::OpensslVerify(const std::string& pem, const char* digest)
    : digest_(*digest == '\0' ? nullptr : EVP_MD_fetch(nullptr, digest, nullptr)) {
  const Owned<BIO, BIO_free_all> file(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  key_ = PEM_read_bio_PUBKEY(file.get(), nullptr, nullptr, nullptr);
  require(key_ != nullptr, "OpenSSL does not take the key.");
}

OpensslVerify::~OpensslVerify() {
  EVP_PKEY_free(key_);
  EVP_MD_free(digest_);
}

bool OpensslVerify::operator()(std::string_view text, std::string_view signature) const {
  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, digest_, nullptr, key_) == 1 &&
         EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(text),
                          text.size()) == 1;
}

bool opensslHmac(std::string_view key, std::string_view text, std::string_view mac) {
  unsigned char computed[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes(text), text.size(), computed,
       &size);
  return size == mac.size() && CRYPTO_memcmp(computed, mac.data(), size) == 0;
}

std::string derOf(std::string_view signature) {
  const auto half = static_cast<int>(signature.size() / 2);
  const Owned<ECDSA_SIG, ECDSA_SIG_free> numbers(ECDSA_SIG_new());
  ECDSA_SIG_set0(numbers.get(), BN_bin2bn(bytes(signature), half, nullptr),
                 BN_bin2bn(bytes(signature) + half, half, nullptr));
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(numbers.get(), &der);
  require(size > 0, "The signature has no DER.");
  std::string text(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return text;
}

}  // namespace fairlead::bench
