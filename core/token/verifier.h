// Deciding whether a bearer token is good: a JSON Web Token (RFC 7519) in the compact form of a
// signature (RFC 7515), with the advice of RFC 8725 taken.
//
// The order of the checks is the same in every build, and the first that fails is the answer: form
// (token_missing, token_malformed), algorithm (token_alg_refused), key (token_key_unknown),
// signature (token_signature_invalid), and only then the claims: that they are a JSON object
// (token_malformed), and the policy's rules for them (policy.h).
//
// HMAC and Ed25519 signatures are checked here. For RSA and ECDSA the core has no arithmetic: it
// hands out what has to be checked, and the host's word finishes the decision.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "core/error.h"
#include "core/dom/json.h"
#include "core/token/compact.h"
#include "core/token/key_set.h"
#include "core/token/policy.h"

namespace fairlead::token {

/// A token that is good in every respect.
struct VerifiedToken {
  Algorithm algorithm;
  std::optional<std::string> key_id;  // as the header names it
  Identity identity;
  dom::Value claims;  // an object
  dom::Value header;  // an object
};

/// A signature that the host has to check. The views live as long as the PendingToken that gave
/// them, and the verifier and the token's text behind it.
struct SignatureRequest {
  Algorithm algorithm;
  std::size_t key_index;           // in the verifier's keys().keys()
  const dom::Object& key;         // the public key's members, as JWK
  std::string_view signing_input;  // the bytes that are signed
  std::string_view signature;      // raw bytes; of ECDSA r and s in one (RFC 7518, section 3.4)
};

class Verifier;

/// A token of which everything before the claims is good but for the signature, which is unknown.
/// Must not outlive its verifier and the text of the token.
class PendingToken {
 public:
  SignatureRequest request() const;

  /// The decision, given the host's word. Codes: token_signature_invalid, and those of the claims.
  Result<VerifiedToken> finish(bool signature_valid) &&;

 private:
  friend class Verifier;
  PendingToken(const Verifier& verifier, CompactToken token, Algorithm algorithm,
               std::size_t key_index, double now);

  const Verifier* verifier_;
  CompactToken token_;
  Algorithm algorithm_;
  std::size_t key_index_;
  double now_;
};

using Outcome = std::variant<VerifiedToken, PendingToken>;

class Verifier {
 public:
  Verifier(KeySet keys, Policy policy) : keys_(std::move(keys)), policy_(std::move(policy)) {}

  /// Reads {"keys": key set, "policy": policy}. Codes: those of KeySet::compile and
  /// Policy::compile, with paths into the document.
  static Result<Verifier> compile(const dom::Value& setup);

  /// Decides about `token` at the time `now`, in seconds since the epoch. Codes as above, and
  /// clock_invalid when `now` is not finite.
  Result<Outcome> verify(std::string_view token, double now) const;

  /// The whole decision in one call, for a host that has checked the signature of the pending
  /// token. All is decided again; where the core checks signatures itself, it does, and
  /// `signature_valid` changes nothing.
  Result<VerifiedToken> finish(std::string_view token, double now, bool signature_valid) const;

  const KeySet& keys() const { return keys_; }
  const Policy& policy() const { return policy_; }

 private:
  KeySet keys_;
  Policy policy_;
};

}  // namespace fairlead::token
