// RSA and ECDSA signatures by OpenSSL: what the core leaves to its host.
#pragma once

#include <memory>
#include <vector>

#include "core/token/verifier.h"

struct evp_pkey_st;

namespace fairlead::crypto {

/// The public keys of one key set, taken over into OpenSSL once. May be used by several threads.
class OpensslSignatures {
 public:
  explicit OpensslSignatures(const token::KeySet& keys);

  /// Whether the signature is good: RS256 to RS512 (PKCS #1 v1.5), PS256 to PS512 (the salt as long
  /// as the hash, RFC 7518 section 3.5), ES256 to ES512 (r and s in one, section 3.4). A key that
  /// OpenSSL does not accept, such as a point off its curve, verifies nothing. The request must be
  /// of a verifier with the key set given above.
  bool verify(const token::SignatureRequest& request) const;

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
  };
  std::vector<std::unique_ptr<evp_pkey_st, Free>> keys_;  // null where the core verifies itself
};

}  // namespace fairlead::crypto
