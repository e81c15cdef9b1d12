#include "core/token/wire.h"

#include "core/crypto/base64url.h"
#include "core/dom/answer.h"

namespace fairlead::token {
namespace {

using dom::Object;
using dom::Value;

template <typename T>
Value orNull(const std::optional<T>& value) {
  return value ? Value(*value) : Value(nullptr);
}

Value toJson(const SignatureRequest& request) {
  return Object{{"state", "needs_signature"},
                {"algorithm", nameOf(request.algorithm)},
                {"key", request.key},
                {"signing_input", request.signing_input},
                {"signature", crypto::encodeBase64url(request.signature)}};
}

}  // namespace

Value toJson(const VerifiedToken& token) {
  const Identity& identity = token.identity;
  return Object{{"state", "verified"},
                {"algorithm", nameOf(token.algorithm)},
                {"key_id", orNull(token.key_id)},
                {"subject", orNull(identity.subject)},
                {"tenant_id", orNull(identity.tenant_id)},
                {"role", orNull(identity.role)},
                {"session_id", orNull(identity.session_id)},
                {"issued_at", orNull(identity.issued_at)},
                {"expires_at", orNull(identity.expires_at)},
                {"claims", token.claims},
                {"header", token.header}};
}

Result<Verifier> compileVerifier(std::string_view setup) {
  const Result<Value> document = dom::parse(setup);
  if (!document) return std::unexpected(document.error());
  return Verifier::compile(*document);
}

Value describe(const Verifier& verifier) {
  dom::Array refused;
  for (const Error& error : verifier.keys().refused())
    refused.push_back(
        Object{{"code", error.code}, {"message", error.message}, {"path", error.path}});
  return Object{{"usable", verifier.keys().keys().size()}, {"refused", std::move(refused)}};
}

std::string verifyToken(const Verifier& verifier, std::string_view token, double now) {
  const Result<Outcome> outcome = verifier.verify(token, now);
  if (!outcome) return dom::answer(outcome.error());
  if (const auto* pending = std::get_if<PendingToken>(&*outcome))
    return dom::answer(toJson(pending->request()));
  return dom::answer(toJson(*std::get_if<VerifiedToken>(&*outcome)));
}

std::string finishToken(const Verifier& verifier, std::string_view token, double now,
                        bool signature_valid) {
  const Result<VerifiedToken> verified = verifier.finish(token, now, signature_valid);
  if (!verified) return dom::answer(verified.error());
  return dom::answer(toJson(*verified));
}

}  // namespace fairlead::token
