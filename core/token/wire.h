// The token rules as text in and answer out, for the bindings, the command line and the vectors.
// Answers have the form of core/json/answer.h.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json/writer.h"
#include "core/token/verifier.h"

namespace fairlead::token {

/// The setup {"keys": key set, "policy": policy, "remember"?: n} as JSON text, at most 1 MiB.
/// Codes: those of json::parse and Verifier::compile.
Result<Verifier> compileVerifier(std::string_view setup);

/// What compiling gave: {"usable": n, "refused": [{"code", "message", "path"}]}, or the error.
std::string compileAnswer(const Result<Verifier>& compiled);

/// The answer to "is this token good at this time (seconds since the epoch)?":
///   {"state": "verified", "algorithm", "key_id", "subject", "tenant_id", "role", "session_id",
///    "issued_at", "expires_at", "claims", "header"}, null where the token says nothing, or
///   {"state": "needs_signature", "algorithm", "key", "key_index", "signing_input", "signature"},
///   where `key` is a public JWK, `key_index` its place among the usable keys and `signature`
///   base64url: the host checks it and calls finishToken; or an error.
/// With Ed25519By::kHost, signatures of Ed25519 are left to the host too.
std::string verifyToken(Verifier& verifier, std::string_view token, double now,
                        Ed25519By ed25519 = Ed25519By::kCore);

/// The same with the host's word on the signature of exactly this token, so that the answer is
/// final. Decides all else again; of HMAC, the word counts for nothing.
std::string finishToken(Verifier& verifier, std::string_view token, double now,
                        bool signature_valid);

/// The answer to "does the signature of this token hold?", whatever its payload says:
///   {"state": "verified", "algorithm", "key_id", "header", "payload"} with the payload's bytes in
///   base64url, or "needs_signature" as above; or an error.
std::string verifyCompact(Verifier& verifier, std::string_view token,
                          Ed25519By ed25519 = Ed25519By::kCore);
std::string finishCompact(Verifier& verifier, std::string_view token, bool signature_valid);

/// The documents of the "verified" answers.
void write(json::Writer& out, const VerifiedToken& token);
void write(json::Writer& out, const SignedToken& token);

}  // namespace fairlead::token
