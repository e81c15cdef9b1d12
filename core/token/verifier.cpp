#include "core/token/verifier.h"

#include <cmath>

#include "core/dom/reader.h"

namespace fairlead::token {
namespace {

std::unexpected<Error> invalidSignature() {
  return fail("token_signature_invalid", "The token's signature is not good.");
}

/// The last step: the signature holds, so the claims may be read and judged.
Result<VerifiedToken> judgeClaims(const Policy& policy, CompactToken token, Algorithm algorithm,
                                  double now) {
  Result<dom::Value> claims = parseSegment(token.payload, "claims");
  if (!claims) return std::unexpected(std::move(claims.error()));
  Result<Identity> identity = policy.judge(*claims, now);
  if (!identity) return std::unexpected(std::move(identity.error()));
  return VerifiedToken{.algorithm = algorithm,
                       .key_id = std::move(token.key_id),
                       .identity = std::move(*identity),
                       .claims = std::move(*claims),
                       .header = std::move(token.header)};
}

}  // namespace

PendingToken::PendingToken(const Verifier& verifier, CompactToken token, Algorithm algorithm,
                           std::size_t key_index, double now)
    : verifier_(&verifier),
      token_(std::move(token)),
      algorithm_(algorithm),
      key_index_(key_index),
      now_(now) {}

SignatureRequest PendingToken::request() const {
  return {.algorithm = algorithm_,
          .key_index = key_index_,
          .key = verifier_->keys().keys()[key_index_].publicJwk(),
          .signing_input = token_.signing_input,
          .signature = token_.signature};
}

Result<VerifiedToken> PendingToken::finish(bool signature_valid) && {
  if (!signature_valid) return invalidSignature();
  return judgeClaims(verifier_->policy(), std::move(token_), algorithm_, now_);
}

Result<Verifier> Verifier::compile(const dom::Value& setup) {
  dom::ObjectReader in(setup);
  const dom::Value* keys = in.required("keys");
  const dom::Value* policy = in.required("policy");
  if (auto done = in.finish(); !done) return std::unexpected(std::move(done.error()));

  const dom::Path keys_at = in.path() / "keys";
  Result<KeySet> key_set = KeySet::compile(*keys, keys_at);
  if (!key_set) return std::unexpected(std::move(key_set.error()));
  const dom::Path policy_at = in.path() / "policy";
  Result<Policy> rules = Policy::compile(*policy, policy_at);
  if (!rules) return std::unexpected(std::move(rules.error()));
  return Verifier(std::move(*key_set), std::move(*rules));
}

Result<Outcome> Verifier::verify(std::string_view text, double now) const {
  if (!std::isfinite(now)) return fail("clock_invalid", "The present time must be finite.");
  Result<CompactToken> token = parseCompact(text);
  if (!token) return std::unexpected(std::move(token.error()));

  const std::optional<Algorithm> algorithm = algorithmNamed(token->algorithm);
  if (!algorithm || !policy_.allows(*algorithm))
    return fail("token_alg_refused", "The policy does not allow the token's algorithm.");
  const Result<std::size_t> index = keys_.choose(*algorithm, token->key_id);
  if (!index) return std::unexpected(index.error());

  const Key& key = keys_.keys()[*index];
  if (!key.isVerifiedHere()) {
    if (token->signature.size() != key.signatureBytes()) return invalidSignature();
    return PendingToken(*this, std::move(*token), *algorithm, *index, now);
  }
  if (!key.verify(*algorithm, token->signing_input, token->signature)) return invalidSignature();
  return judgeClaims(policy_, std::move(*token), *algorithm, now);
}

Result<VerifiedToken> Verifier::finish(std::string_view token, double now,
                                       bool signature_valid) const {
  Result<Outcome> outcome = verify(token, now);
  if (!outcome) return std::unexpected(std::move(outcome.error()));
  if (auto* pending = std::get_if<PendingToken>(&*outcome))
    return std::move(*pending).finish(signature_valid);
  return std::move(*std::get_if<VerifiedToken>(&*outcome));
}

}  // namespace fairlead::token
