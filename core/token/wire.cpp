#include "core/token/wire.h"

#include "core/crypto/base64url.h"
#include "core/json/answer.h"

namespace fairlead::token {
namespace {

void write(json::Writer& out, const SignatureRequest& request, std::string_view signature) {
  out.beginObject();
  out.member("algorithm", nameOf(request.algorithm));
  out.name("key");
  request.key.writePublic(out);
  out.member("key_index", static_cast<std::uint64_t>(request.key_index));
  out.member("signature", signature);
  out.member("signing_input", request.signing_input);
  out.member("state", "needs_signature");
  out.endObject();
}

void describe(json::Writer& out, const Verifier& verifier) {
  out.beginObject();
  out.name("refused");
  out.beginArray();
  for (const Error& error : verifier.keys().refused()) {
    out.beginObject();
    out.member("code", error.code);
    out.member("message", error.message);
    out.member("path", error.path);
    out.endObject();
  }
  out.endArray();
  out.member("usable", static_cast<std::uint64_t>(verifier.keys().keys().size()));
  out.endObject();
}

/// The answer that asks the host about a signature.
std::string ask(const Verifier& verifier, const SignedToken& token) {
  const std::string_view signature = token.parts.text.substr(token.parts.signing_input.size() + 1);
  return json::answer([&](json::Writer& out) { write(out, verifier.request(token), signature); });
}

std::string judged(const Verifier& verifier, SignedToken token, double now) {
  const Result<VerifiedToken> verified = verifier.judge(std::move(token), now);
  if (!verified) return json::answer(verified.error());
  return json::answer([&](json::Writer& out) { write(out, *verified); });
}

std::string opened(const SignedToken& token) {
  return json::answer([&](json::Writer& out) { write(out, token); });
}

/// A token with the host's word for its signature.
Result<SignedToken> settled(Verifier& verifier, std::string_view text, bool signature_valid) {
  Result<SignedToken> token = verifier.open(text, Ed25519By::kHost);
  if (!token) return token;
  if (const auto done = verifier.settle(*token, signature_valid); !done)
    return std::unexpected(done.error());
  return token;
}

}  // namespace

void write(json::Writer& out, const VerifiedToken& token) {
  const Identity& identity = token.identity;
  out.beginObject();
  out.member("algorithm", nameOf(token.algorithm));
  out.member("claims", token.claims.root());
  out.member("expires_at", identity.expires_at);
  out.member("header", token.header.root());
  out.member("issued_at", identity.issued_at);
  out.member("key_id", token.key_id);
  out.member("role", identity.role);
  out.member("session_id", identity.session_id);
  out.member("state", "verified");
  out.member("subject", identity.subject);
  out.member("tenant_id", identity.tenant_id);
  out.endObject();
}

void write(json::Writer& out, const SignedToken& token) {
  out.beginObject();
  out.member("algorithm", nameOf(token.algorithm));
  out.member("header", token.parts.header.root());
  out.member("key_id", token.parts.key_id);
  out.member("payload", crypto::encodeBase64url(token.parts.payload));
  out.member("state", "verified");
  out.endObject();
}

Result<Verifier> compileVerifier(std::string_view setup) {
  const Result<json::Document> document = json::parse(setup);
  if (!document) return std::unexpected(document.error());
  return Verifier::compile(document->root());
}

std::string compileAnswer(const Result<Verifier>& compiled) {
  if (!compiled) return json::answer(compiled.error());
  return json::answer([&](json::Writer& out) { describe(out, *compiled); });
}

std::string verifyToken(Verifier& verifier, std::string_view text, double now, Ed25519By ed25519) {
  Result<SignedToken> token = verifier.open(text, ed25519);
  if (!token) return json::answer(token.error());
  if (!token->is_settled) return ask(verifier, *token);
  return judged(verifier, std::move(*token), now);
}

std::string finishToken(Verifier& verifier, std::string_view text, double now,
                        bool signature_valid) {
  Result<SignedToken> token = settled(verifier, text, signature_valid);
  return token ? judged(verifier, std::move(*token), now) : json::answer(token.error());
}

std::string verifyCompact(Verifier& verifier, std::string_view text, Ed25519By ed25519) {
  const Result<SignedToken> token = verifier.open(text, ed25519);
  if (!token) return json::answer(token.error());
  return token->is_settled ? opened(*token) : ask(verifier, *token);
}

std::string finishCompact(Verifier& verifier, std::string_view text, bool signature_valid) {
  const Result<SignedToken> token = settled(verifier, text, signature_valid);
  return token ? opened(*token) : json::answer(token.error());
}

}  // namespace fairlead::token
