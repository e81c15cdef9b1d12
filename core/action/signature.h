// What a member signs when an action needs a signature, and whether a signature is good.
//
// The signed bytes are the UTF-8 of
//
//   fairlead-action-v1{"action":…,"entity_id":…,"key_id":…,"method":…,"nonce":…,"payload":…,
//                      "reason":…,"role_at_signing":…,"signed_at":…,"signer_id":…,"tenant_id":…}
//
// (one line, no spaces): the prefix, then the canonical JSON (RFC 8785) of exactly these members.
// What travels with the request, the envelope, has the same members but for the payload, whose
// SHA-256 stands in its place as payload_hash, and the signature.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/action/registry.h"
#include "core/action/request.h"
#include "core/error.h"
#include "core/json/value.h"

namespace fairlead::action {

inline constexpr std::string_view kSignaturePrefix = "fairlead-action-v1";
/// How far ahead of the host's clock a signer's may be, in seconds.
inline constexpr double kMaxSignerAheadS = 60;

/// What a signature is about, but for the payload: views of the document it was read from.
struct Statement {
  std::string_view action;
  std::string_view tenantId;
  std::optional<std::string_view> entityId;
  std::string_view nonce;     // 16 to 128 characters, good once
  std::int64_t signedAt = 0;  // seconds since the epoch
  std::string_view signerId;
  std::optional<std::string_view> keyId;  // none for an attestation
  std::string_view roleAtSigning;
  Method method = Method::kEd25519;
  std::string_view reason;  // 1 to 500 characters
};

struct SigningInput {
  std::string text;         // what is signed
  std::string payloadHash;  // lower-case hexadecimal
};

/// The bytes to sign for a statement and a payload.
/// Codes: those of json::canonicalize, with the path inside the payload.
Result<SigningInput> signingInput(const Statement& statement, json::Value payload);

/// The same from the document {action, tenant_id, entity_id, payload, nonce, signed_at, signer_id,
/// key_id, role_at_signing, method, reason}. Codes: request_invalid with the path of the fault.
Result<SigningInput> signingInput(json::Value document);

/// SHA-256 of the payload's canonical form, in lower-case hexadecimal.
Result<std::string> payloadHash(json::Value payload);

/// Whether the request's envelope is a good signature of the request under the action's rule.
/// Nothing when it is; else the first of these codes, with a sentence for the member:
/// - signature_required: there is no envelope;
/// - signature_invalid: it is malformed, is about something else than this request, uses a method
///   or key that may not be used, or does not verify;
/// - signature_stale: older than the rule allows, or more than kMaxSignerAheadS ahead;
/// - signature_replayed: its nonce was used before.
/// `action` must be SIGNED.
Result<void> checkSignature(const Action& action, const Request& request);

}  // namespace fairlead::action
