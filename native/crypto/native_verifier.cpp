#include "native/crypto/native_verifier.h"

#include "core/token/wire.h"

namespace fairlead::token {

Result<NativeVerifier> NativeVerifier::compile(std::string_view setup) {
  Result<Verifier> verifier = compileVerifier(setup);
  if (!verifier) return std::unexpected(std::move(verifier.error()));
  return NativeVerifier(std::move(*verifier));
}

Result<VerifiedToken> NativeVerifier::verify(std::string_view token, double now) const {
  Result<Outcome> outcome = verifier_.verify(token, now);
  if (!outcome) return std::unexpected(std::move(outcome.error()));
  if (auto* verified = std::get_if<VerifiedToken>(&*outcome)) return std::move(*verified);
  auto* pending = std::get_if<PendingToken>(&*outcome);
  const bool good = signatures_.verify(pending->request());
  return std::move(*pending).finish(good);
}

}  // namespace fairlead::token
