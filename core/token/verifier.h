// Deciding whether a bearer token is good: a JSON Web Token (RFC 7519) in the compact form of a
// signature (RFC 7515), with the advice of RFC 8725 taken. The JWS level beneath, whose payload may
// be anything, can be asked by itself.
//
// The order of the checks is the same in every build, and the first that fails is the answer: form
// (token_missing, token_malformed), algorithm (token_alg_refused), key (token_key_unknown),
// signature (token_signature_invalid), and only then the claims: that they are a JSON object
// (token_malformed), and the policy's rules for them (policy.h).
//
// HMAC and Ed25519 signatures are checked here. For RSA and ECDSA the core has no arithmetic: it
// hands out what has to be checked, and the host's word settles it. So a decision has three steps:
//
//   Result<SignedToken> token = verifier.open(text);  // all but an unknown signature
//   if (!token->is_settled) verifier.settle(*token, host.verify(verifier.request(*token)));
//   Result<VerifiedToken> verified = verifier.judge(std::move(*token), now);
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/json/json.h"
#include "core/token/compact.h"
#include "core/token/key_set.h"
#include "core/token/policy.h"
#include "core/token/remembered.h"

namespace fairlead::token {

/// Who checks Ed25519 signatures: a host may have faster arithmetic than the core.
enum class Ed25519By { kCore, kHost };

/// A token of the right form, whose key is known and whose signature is good or, unless
/// `is_settled`, has yet to be checked. Must not outlive its text.
struct SignedToken {
  CompactToken parts;
  Algorithm algorithm;
  std::size_t key_index;  // in the verifier's keys().keys()
  bool is_settled;
};

/// A signature that the host has to check. The views live as long as the token's.
struct SignatureRequest {
  Algorithm algorithm;
  std::size_t key_index;
  const Key& key;                  // a public one
  std::string_view signing_input;  // the bytes that are signed
  std::string_view signature;      // raw bytes; of ECDSA r and s in one (RFC 7518, section 3.4)
};

/// A token that is good in every respect. Owns all that its views look at.
struct VerifiedToken {
  Algorithm algorithm;
  std::optional<std::string_view> key_id;  // as the header names it
  Identity identity;
  json::Document claims;  // an object
  json::Document header;  // an object
};

/// A key set and a policy, and the signatures found good with them. Not for several threads at
/// once, unless it remembers none.
class Verifier {
 public:
  /// Remembers up to `remember` tokens (remembered.h).
  Verifier(KeySet keys, Policy policy, std::size_t remember = 0)
      : keys_(std::move(keys)), policy_(std::move(policy)), remembered_(remember) {}

  /// Reads {"keys": key set, "policy": policy, "remember"?: 0 to 10,000 (0)}. Codes: those of
  /// KeySet::compile and Policy::compile, with paths into the document; member_value.
  static Result<Verifier> compile(json::Value setup);

  /// The JWS level of the decision: everything but the claims. Codes as above, up to
  /// token_signature_invalid.
  Result<SignedToken> open(std::string_view token, Ed25519By ed25519 = Ed25519By::kCore);

  /// What the host is asked about a token that is not settled.
  SignatureRequest request(const SignedToken& token) const;

  /// Takes the host's word for a token's signature. One that was settled before stays as it is.
  /// Code: token_signature_invalid.
  Result<void> settle(SignedToken& token, bool signature_valid);

  /// Reads and judges the claims of a settled token at the time `now`, in seconds since the epoch.
  /// Codes: token_malformed and those of Policy::judge; clock_invalid when `now` is not finite.
  Result<VerifiedToken> judge(SignedToken token, double now) const;

  /// Whether a token's signature is remembered and its claims are good at the time `now`: then the
  /// decision is what it was before. False says nothing about the token.
  bool recall(std::string_view token, double now);

  const KeySet& keys() const { return keys_; }

 private:
  KeySet keys_;
  Policy policy_;
  RememberedTokens remembered_;
};

}  // namespace fairlead::token
