#include "core/action/signature.h"

#include <algorithm>
#include <array>

#include "core/action/text.h"
#include "core/crypto/base64url.h"
#include "core/crypto/bytes.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/sha256.h"
#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "core/json/request.h"
#include "core/json/writer.h"
#include "core/schema/utf8.h"
#include "core/words.h"

namespace fairlead::action {
namespace {

constexpr std::size_t kMinNonceBytes = 16;
constexpr std::size_t kMaxNonceBytes = 128;
constexpr std::size_t kMaxReasonCodePoints = 500;

struct Envelope {
  Statement statement;
  std::string_view payloadHash;
  std::string_view signature;
};

void checkStatement(json::ObjectReader& in, const Statement& statement) {
  if (!isVisibleAscii(statement.nonce, kMinNonceBytes, kMaxNonceBytes))
    in.refuse("member_value", "A nonce has 16 to 128 visible ASCII characters.", "nonce");
  const std::size_t length = schema::countCodePoints(statement.reason);
  if (length < 1 || length > kMaxReasonCodePoints || hasNul(statement.reason))
    in.refuse("member_value", "A reason of 1 to 500 characters is needed.", "reason");
  if (statement.keyId.has_value() != (statement.method == Method::kEd25519))
    in.refuse("member_value", "There is a key_id exactly when the method is ed25519.", "key_id");
}

/// The members that document and envelope share.
Statement readStatement(json::ObjectReader& in) {
  Statement statement;
  statement.action = in.string("action");
  statement.tenantId = in.string("tenant_id");
  in.required("entity_id");  // may be null, but not be left out; so may key_id
  statement.entityId = in.nullableString("entity_id");
  statement.nonce = in.string("nonce");
  statement.signedAt = in.integer("signed_at");
  statement.signerId = in.string("signer_id");
  in.required("key_id");
  statement.keyId = in.nullableString("key_id");
  statement.roleAtSigning = in.string("role_at_signing");
  statement.method = static_cast<Method>(
      in.choice("method", {nameOf(Method::kEd25519), nameOf(Method::kAttestation)}));
  statement.reason = in.string("reason");
  checkStatement(in, statement);
  return statement;
}

Result<Envelope> readEnvelope(json::Value value) {
  json::ObjectReader in(value);
  Envelope envelope;
  envelope.statement = readStatement(in);
  envelope.payloadHash = in.string("payload_hash");
  envelope.signature = in.string("signature");
  if (Result<void> done = in.finish(); !done)
    return fail("signature_invalid", "The signature is malformed: " + done.error().message,
                done.error().path);
  return envelope;
}

/// Whether the envelope is about this request and no other.
Result<void> matchRequest(const Statement& statement, const Request& request) {
  struct Agreement {
    bool holds;
    std::string_view about;
  };
  const bool found = request.entity.lookup == Lookup::kFound;
  const auto entityId = found ? std::optional(request.entity.id) : std::nullopt;
  const Agreement agreements[] = {
      {statement.action == request.action, "for another action"},
      {statement.tenantId == request.principal.tenantId, "for another tenant"},
      {statement.entityId == entityId, "for another thing"},
      {statement.signerId == request.principal.userId, "of somebody else"},
      {statement.roleAtSigning == request.principal.role, "of another role than you have now"},
  };
  for (const Agreement& agreement : agreements)
    if (!agreement.holds)
      return fail("signature_invalid", "The signature is " + std::string(agreement.about) + ".");
  return {};
}

Result<void> verifyKeySignature(const Envelope& envelope, std::string_view input,
                                const std::vector<SigningKey>& keys) {
  const auto key = std::ranges::find(keys, *envelope.statement.keyId, &SigningKey::keyId);
  if (key == keys.end() || key->revoked)
    return fail("signature_invalid", "The key that signed is not one of your enrolled keys.");
  const auto signature = crypto::decodeBase64url(envelope.signature);
  if (!signature || !crypto::verifyEd25519(crypto::view(key->publicKey), input, *signature))
    return fail("signature_invalid", "The signature does not fit what was signed.");
  return {};
}

Result<void> verify(const Envelope& envelope, const SignatureRule& rule, const Request& request) {
  const Statement& statement = envelope.statement;
  if (!rule.allows(statement.method))
    return fail("signature_invalid", "This cannot be signed by the method " +
                                         std::string(nameOf(statement.method)) + ".");
  const Result<SigningInput> input = signingInput(statement, request.payload);
  if (!input || input->payloadHash != envelope.payloadHash)
    return fail("signature_invalid", "The signature is for another payload.");
  if (statement.method == Method::kEd25519)
    return verifyKeySignature(envelope, input->text, request.signingKeys);
  if (envelope.signature != rule.sentence)
    return fail("signature_invalid", "What was typed is not the sentence asked for.");
  return {};
}

Result<void> checkAge(const Statement& statement, const SignatureRule& rule, double now) {
  const double age = now - static_cast<double>(statement.signedAt);
  if (age > static_cast<double>(rule.maxAgeS))
    return fail("signature_stale", "The signature is older than " +
                                       counted(static_cast<std::uint64_t>(rule.maxAgeS), "second") +
                                       "; sign again.");
  if (age < -kMaxSignerAheadS)
    return fail(
        "signature_stale",
        "The signature is dated in the future; set the clock of the device and sign again.");
  return {};
}

}  // namespace

Result<std::string> payloadHash(json::Value payload) {
  const Result<std::string> canonical = json::canonicalize(payload);
  if (!canonical) return std::unexpected(canonical.error());
  return crypto::sha256Hex(*canonical);
}

Result<SigningInput> signingInput(const Statement& statement, json::Value payload) {
  const Result<std::string> canonical = json::canonicalize(payload);
  if (!canonical) return std::unexpected(canonical.error());
  json::Writer out;
  out.beginObject();
  out.member("action", statement.action);
  out.member("entity_id", statement.entityId);
  out.member("key_id", statement.keyId);
  out.member("method", nameOf(statement.method));
  out.member("nonce", statement.nonce);
  out.name("payload");
  out.raw(*canonical);
  out.member("reason", statement.reason);
  out.member("role_at_signing", statement.roleAtSigning);
  out.member("signed_at", statement.signedAt);
  out.member("signer_id", statement.signerId);
  out.member("tenant_id", statement.tenantId);
  out.endObject();
  const Result<std::string> document = std::move(out).finish();
  if (!document) return std::unexpected(document.error());
  return SigningInput{std::string(kSignaturePrefix) + *document, crypto::sha256Hex(*canonical)};
}

Result<SigningInput> signingInput(json::Value document) {
  json::ObjectReader in(document);
  const Statement statement = readStatement(in);
  const json::Value payload = in.required("payload");
  in.object("payload");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  Result<SigningInput> input = signingInput(statement, payload);
  if (!input)
    return fail("request_invalid", input.error().message, "/payload" + input.error().path);
  return input;
}

Result<void> checkSignature(const Action& action, const Request& request) {
  if (request.signature.isNull())
    return fail("signature_required", action.label + " must be signed.");
  const Result<Envelope> envelope = readEnvelope(request.signature);
  if (!envelope) return std::unexpected(envelope.error());
  const Statement& statement = envelope->statement;
  if (Result<void> match = matchRequest(statement, request); !match) return match;
  if (Result<void> good = verify(*envelope, *action.signature, request); !good) return good;
  if (Result<void> age = checkAge(statement, *action.signature, request.now); !age) return age;
  if (request.nonceUsed)
    return fail("signature_replayed", "This signature was used before; sign again.");
  return {};
}

}  // namespace fairlead::action
