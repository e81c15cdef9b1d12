#include "core/action/request.h"

#include <algorithm>

#include "core/crypto/base64url.h"
#include "core/json/request.h"

namespace fairlead::action {
namespace {

/// A member that must be a text that says something.
std::string_view readId(json::ObjectReader& in, std::string_view member) {
  const std::string_view text = in.string(member);
  if (text.empty()) in.refuse("member_value", "This text cannot be empty.", member);
  return text;
}

SigningKey readKey(json::Value value, const json::Path& at, json::ObjectReader& outer) {
  json::ObjectReader in(value, at);
  SigningKey key;
  key.keyId = readId(in, "key_id");
  const auto bytes = crypto::decodeBase64url(in.string("public_key"));
  if (bytes && bytes->size() == key.publicKey.size())
    std::ranges::copy(*bytes, key.publicKey.begin());
  else
    in.refuse("member_value", "A public key is 32 bytes in base64url.", "public_key");
  key.revoked = in.optionalBoolean("revoked").value_or(false);
  outer.take(in.finish());
  return key;
}

std::vector<SigningKey> readKeys(json::ObjectReader& in) {
  std::vector<SigningKey> keys;
  const std::optional<json::Array> documents = in.optionalArray("signing_keys");
  if (!documents) return keys;
  keys.reserve(documents->size());
  const json::Path at = in.path() / "signing_keys";
  for (const json::Value document : *documents) {
    const json::Path keyAt = at / keys.size();
    keys.push_back(readKey(document, keyAt, in));
  }
  return keys;
}

}  // namespace

Principal readPrincipal(json::Value value, const json::Path& at, json::ObjectReader& outer) {
  json::ObjectReader in(value, at);
  const Principal principal = {readId(in, "user_id"), readId(in, "tenant_id"), readId(in, "role")};
  outer.take(in.finish());
  return principal;
}

Entity readEntity(json::Value value, const json::Path& at, json::ObjectReader& outer) {
  if (value.isNull()) return {.lookup = Lookup::kNotFound, .id = {}, .tenantId = {}};
  json::ObjectReader in(value, at);
  const Entity entity = {Lookup::kFound, readId(in, "id"), readId(in, "tenant_id")};
  outer.take(in.finish());
  return entity;
}

Result<Request> readRequest(json::Value document, const json::Path& at) {
  json::ObjectReader in(document, at);
  Request request;
  request.action = readId(in, "action");
  const json::Path principalAt = at / "principal";
  const json::Value principal = in.required("principal");
  if (in.ok()) request.principal = readPrincipal(principal, principalAt, in);
  const json::Path entityAt = at / "entity";
  if (const std::optional<json::Value> entity = in.optional("entity"))
    request.entity = readEntity(*entity, entityAt, in);
  request.payload = in.required("payload");
  request.idempotencyKey = in.nullableString("idempotency_key");
  request.signature = in.optional("signature").value_or(json::Value());
  request.signingKeys = readKeys(in);
  request.nonceUsed = in.optionalBoolean("nonce_used").value_or(false);
  request.now = in.number("now");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  return request;
}

}  // namespace fairlead::action
