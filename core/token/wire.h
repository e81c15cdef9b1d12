// The token rules as text in and answer out, for the bindings, the command line and the vectors.
// Answers have the form of core/dom/answer.h.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/dom/json.h"
#include "core/token/verifier.h"

namespace fairlead::token {

/// The setup {"keys": key set, "policy": policy} as JSON text, at most 1 MiB. Codes: those of
/// dom::parse and Verifier::compile.
Result<Verifier> compileVerifier(std::string_view setup);

/// What compiling gave: {"usable": n, "refused": [{"code", "message", "path"}]}.
dom::Value describe(const Verifier& verifier);

/// The answer to "is this token good at this time (seconds since the epoch)?":
///   {"state": "verified", "algorithm", "key_id", "subject", "tenant_id", "role", "session_id",
///    "issued_at", "expires_at", "claims", "header"}, null where the token says nothing, or
///   {"state": "needs_signature", "algorithm", "key", "signing_input", "signature"}, where `key` is
///   a public JWK and `signature` base64url: the host checks it and calls finishToken; or an error.
std::string verifyToken(const Verifier& verifier, std::string_view token, double now);

/// The same with the host's word on the signature, so that the answer is final. Decides all again;
/// the word counts only where verifyToken says "needs_signature".
std::string finishToken(const Verifier& verifier, std::string_view token, double now,
                        bool signature_valid);

/// The document of the "verified" answer.
dom::Value toJson(const VerifiedToken& token);

}  // namespace fairlead::token
