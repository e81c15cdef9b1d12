// The token rules as native programs call them: the core with OpenSSL behind it, in one step.
#pragma once

#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/token/verifier.h"
#include "native/crypto/openssl_signatures.h"

namespace fairlead::token {

/// The whole decision in native programs. Not for several threads at once.
class NativeVerifier {
 public:
  explicit NativeVerifier(Verifier verifier)
      : verifier_(std::move(verifier)), signatures_(verifier_.keys()) {}

  /// The setup {"keys", "policy", "remember"?} as JSON text; errors as of compileVerifier
  /// (core/token/wire.h).
  static Result<NativeVerifier> compile(std::string_view setup);

  /// Decides about `token` at the time `now` (seconds since the epoch); codes as in
  /// core/token/verifier.h.
  Result<VerifiedToken> verify(std::string_view token, double now);

  /// The JWS level alone: whether the signature holds, whatever the payload says. Codes up to
  /// token_signature_invalid. The result must not outlive the text of the token.
  Result<SignedToken> verifyCompact(std::string_view token);

  const Verifier& rules() const { return verifier_; }

 private:
  Verifier verifier_;
  crypto::OpensslSignatures signatures_;
};

}  // namespace fairlead::token
