// RSA and ECDSA signatures by OpenSSL: what the core leaves to its host.
#pragma once

#include <memory>
#include <vector>

#include "core/token/verifier.h"

struct evp_pkey_ctx_st;

namespace fairlead::crypto {

/// The public keys of one key set, made ready in OpenSSL once. Not for several threads at once.
class OpensslSignatures {
 public:
  explicit OpensslSignatures(const token::KeySet& keys);

  /// Whether the signature is good: RS256 to RS512 (PKCS #1 v1.5), PS256 to PS512 (the salt as long
  /// as the hash, RFC 7518 section 3.5), ES256 to ES512 (r and s in one, section 3.4). A key that
  /// OpenSSL does not accept, such as a point off its curve, verifies nothing. The request must be
  /// of a verifier with the key set given above.
  bool verify(const token::SignatureRequest& request);

 private:
  struct Free {
    void operator()(evp_pkey_ctx_st* context) const;
  };
  /// A key set up for one algorithm.
  struct Prepared {
    token::Algorithm algorithm;
    std::unique_ptr<evp_pkey_ctx_st, Free> context;
  };

  static std::vector<Prepared> prepare(const token::Key& key);

  std::vector<std::vector<Prepared>> keys_;  // empty where the core verifies itself
};

}  // namespace fairlead::crypto
