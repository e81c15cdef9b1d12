#include "native/crypto/native_verifier.h"

#include "core/token/wire.h"

namespace fairlead::token {

Result<NativeVerifier> NativeVerifier::compile(std::string_view setup) {
  Result<Verifier> verifier = compileVerifier(setup);
  if (!verifier) return std::unexpected(std::move(verifier.error()));
  return NativeVerifier(std::move(*verifier));
}

Result<SignedToken> NativeVerifier::verifyCompact(std::string_view text) {
  Result<SignedToken> token = verifier_.open(text);
  if (!token || token->is_settled) return token;
  const bool good = signatures_.verify(verifier_.request(*token));
  if (auto settled = verifier_.settle(*token, good); !settled)
    return std::unexpected(std::move(settled.error()));
  return token;
}

Result<VerifiedToken> NativeVerifier::verify(std::string_view text, double now) {
  Result<SignedToken> token = verifyCompact(text);
  if (!token) return std::unexpected(std::move(token.error()));
  return verifier_.judge(std::move(*token), now);
}

}  // namespace fairlead::token
