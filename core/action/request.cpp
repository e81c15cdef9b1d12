#include "core/action/request.h"

#include <algorithm>
#include <utility>

#include "core/crypto/base64url.h"
#include "core/dom/reader.h"
#include "core/dom/request.h"

namespace fairlead::action {
namespace {

/// A member that must be a text that says something.
std::string readId(dom::ObjectReader& in, std::string_view member) {
  const std::string_view text = in.string(member);
  if (text.empty()) in.refuse("member_value", "This text cannot be empty.", member);
  return std::string(text);
}

Principal readPrincipal(const dom::Value& value, const dom::Path& at, dom::ObjectReader& outer) {
  dom::ObjectReader in(value, at);
  Principal principal = {readId(in, "user_id"), readId(in, "tenant_id"), readId(in, "role")};
  outer.take(in.finish());
  return principal;
}

Entity readEntity(const dom::Value& value, const dom::Path& at, dom::ObjectReader& outer) {
  if (value.is_null()) return {.lookup = Lookup::kNotFound, .id = {}, .tenantId = {}};
  dom::ObjectReader in(value, at);
  Entity entity = {Lookup::kFound, readId(in, "id"), readId(in, "tenant_id")};
  outer.take(in.finish());
  return entity;
}

SigningKey readKey(const dom::Value& value, const dom::Path& at, dom::ObjectReader& outer) {
  dom::ObjectReader in(value, at);
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

std::vector<SigningKey> readKeys(dom::ObjectReader& in) {
  std::vector<SigningKey> keys;
  const dom::Array* documents = in.optionalArray("signing_keys");
  if (documents == nullptr) return keys;
  const dom::Path at = in.path() / "signing_keys";
  for (std::size_t i = 0; i < documents->size(); ++i) {
    const dom::Path keyAt = at / i;
    keys.push_back(readKey((*documents)[i], keyAt, in));
  }
  return keys;
}

}  // namespace

Result<Request> readRequest(const dom::Value& document, const dom::Path& at) {
  dom::ObjectReader in(document, at);
  Request request;
  request.action = readId(in, "action");
  const dom::Path principalAt = at / "principal";
  if (const dom::Value* principal = in.required("principal"))
    request.principal = readPrincipal(*principal, principalAt, in);
  const dom::Path entityAt = at / "entity";
  if (const dom::Value* entity = in.optional("entity"))
    request.entity = readEntity(*entity, entityAt, in);
  if (const dom::Value* payload = in.required("payload")) request.payload = *payload;
  request.idempotencyKey = in.nullableString("idempotency_key");
  if (const dom::Value* signature = in.optional("signature")) request.signature = *signature;
  request.signingKeys = readKeys(in);
  request.nonceUsed = in.optionalBoolean("nonce_used").value_or(false);
  request.now = in.number("now");
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  return request;
}

}  // namespace fairlead::action
