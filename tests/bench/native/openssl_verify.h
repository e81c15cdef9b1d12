// A signature checked by OpenSSL and nothing else: no form, no key set, no claims.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_st;
struct evp_pkey_st;

namespace fairlead::bench {

class OpensslVerify {
 public:
  /// A public key in PEM. `digest` is the hash's name, empty for Ed25519, which has its own.
  OpensslVerify(const std::string& pem, const char* digest);
  OpensslVerify(const OpensslVerify&) = delete;
  OpensslVerify& operator=(const OpensslVerify&) = delete;
  ~OpensslVerify();

  /// Of ECDSA the signature is OpenSSL's DER.
  bool operator()(std::string_view text, std::string_view signature) const;

 private:
  evp_pkey_st* key_;
  evp_md_st* digest_;  // looked up once; null for Ed25519
};

/// HMAC-SHA256 over `text`, compared with `mac`.
bool opensslHmac(std::string_view key, std::string_view text, std::string_view mac);

/// JWA's r‖s as DER.
std::string derOf(std::string_view signature);

}  // namespace fairlead::bench
