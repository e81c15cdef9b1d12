#include "core/token/verifier.h"

#include <cmath>
#include <string>

#include "core/json/reader.h"

namespace fairlead::token {
namespace {

std::unexpected<Error> invalidSignature() {
  return fail("token_signature_invalid", "The token's signature is not good.");
}

}  // namespace

Result<Verifier> Verifier::compile(json::Value setup) {
  json::ObjectReader in(setup);
  const json::Value keys = in.required("keys");
  const json::Value policy = in.required("policy");
  const std::int64_t remember = in.optionalInteger("remember", 0, kMaxRemembered).value_or(0);
  if (auto done = in.finish(); !done) return std::unexpected(std::move(done.error()));

  const json::Path keys_at = in.path() / "keys";
  Result<KeySet> key_set = KeySet::compile(keys, keys_at);
  if (!key_set) return std::unexpected(std::move(key_set.error()));
  const json::Path policy_at = in.path() / "policy";
  Result<Policy> rules = Policy::compile(policy, policy_at);
  if (!rules) return std::unexpected(std::move(rules.error()));
  return Verifier(std::move(*key_set), std::move(*rules), static_cast<std::size_t>(remember));
}

Result<SignedToken> Verifier::open(std::string_view text, Ed25519By ed25519) {
  Result<CompactToken> parts = parseCompact(text);
  if (!parts) return std::unexpected(std::move(parts.error()));
  const std::optional<Algorithm> algorithm = algorithmNamed(parts->algorithm);
  if (!algorithm || !policy_.allows(*algorithm))
    return fail("token_alg_refused", "The policy does not allow the token's algorithm.");
  const Result<std::size_t> index = keys_.choose(*algorithm, parts->key_id);
  if (!index) return std::unexpected(index.error());

  const Key& key = keys_.keys()[*index];
  const bool is_known = remembered_.find(text) != nullptr;
  SignedToken token{std::move(*parts), *algorithm, *index, is_known};
  if (is_known) return token;
  if (key.isSecret() || (key.isVerifiedHere() && ed25519 == Ed25519By::kCore)) {
    const bool good = key.verify(*algorithm, token.parts.signing_input, token.parts.signature);
    if (auto settled = settle(token, good); !settled) return std::unexpected(settled.error());
  } else if (!key.isAdmissible(token.parts.signature)) {
    return invalidSignature();
  }
  return token;
}

SignatureRequest Verifier::request(const SignedToken& token) const {
  return {.algorithm = token.algorithm,
          .key_index = token.key_index,
          .key = keys_.keys()[token.key_index],
          .signing_input = token.parts.signing_input,
          .signature = token.parts.signature};
}

Result<void> Verifier::settle(SignedToken& token, bool signature_valid) {
  if (token.is_settled) return {};
  if (!signature_valid) return invalidSignature();
  token.is_settled = true;
  remembered_.add(token.parts.text);
  return {};
}

Result<VerifiedToken> Verifier::judge(SignedToken token, double now) const {
  if (!token.is_settled) return invalidSignature();
  if (!std::isfinite(now)) return fail("clock_invalid", "The present time must be finite.");
  Result<json::Document> claims = parseSegment(token.parts.payload, "claims");
  if (!claims) return std::unexpected(std::move(claims.error()));
  const json::Value header = token.parts.header.root();
  Result<Identity> identity = policy_.judge(header, claims->root(), now);
  if (!identity) return std::unexpected(std::move(identity.error()));
  return VerifiedToken{.algorithm = token.algorithm,
                       .key_id = token.parts.key_id,
                       .identity = *identity,
                       .claims = std::move(*claims),
                       .header = std::move(token.parts.header)};
}

bool Verifier::recall(std::string_view text, double now) {
  RememberedToken* token = remembered_.find(text);
  if (token == nullptr || !std::isfinite(now)) return false;
  if (!token->claims) {
    Result<CompactToken> parts = parseCompact(token->text);
    if (!parts) return false;
    Result<json::Document> claims = parseSegment(parts->payload, "claims");
    if (!claims) return false;
    token->header = std::move(parts->header);
    token->claims = std::move(*claims);
  }
  return policy_.judge(token->header->root(), token->claims->root(), now).has_value();
}

}  // namespace fairlead::token
