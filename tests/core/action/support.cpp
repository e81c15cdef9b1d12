#include "tests/core/action/support.h"

#include <cstdlib>
#include <iostream>
#include <map>

#include <sodium.h>

#include "core/crypto/base64url.h"
#include "core/crypto/sha256.h"

namespace fairlead::action::test {
namespace {

/// The signed text, put together by hand from parts that are already canonical.
std::string signedText(const Object& envelope, const Value& payload) {
  std::map<std::string, std::string> members;
  for (const auto& member : envelope)
    if (member.key() != "payload_hash" && member.key() != "signature")
      members[std::string(member.key())] = canonical(member.value());
  members["payload"] = canonical(payload);
  std::string text;
  for (const auto& [name, value] : members)
    text += (text.empty() ? "{\"" : ",\"") + name + "\":" + value;
  return "fairlead-action-v1" + text + "}";
}

Object unsignedEnvelope(const Object& request) {
  const Object& principal = request.at("principal").get_object();
  const Value* entity = request.if_contains("entity");
  const bool named = entity != nullptr && entity->is_object();
  return {{"action", request.at("action")},
          {"tenant_id", principal.at("tenant_id")},
          {"entity_id", named ? entity->at("id") : Value()},
          {"payload_hash", crypto::sha256Hex(canonical(request.at("payload")))},
          {"nonce", "nonce-0123456789"},
          {"signed_at", static_cast<std::int64_t>(kNow) - 10},
          {"signer_id", principal.at("user_id")},
          {"key_id", nullptr},
          {"role_at_signing", principal.at("role")},
          {"method", "attestation"},
          {"reason", "annual count"}};
}

}  // namespace

std::string_view smallRegistry() {
  return R"({
    "version": "1", "roles": ["crew", "officer", "captain"],
    "actions": [
      {"id": "look", "domain": "parts", "entity": "part", "label": "Look at part",
       "variant": "READ", "fields": [], "idempotent": false, "success_status": 200,
       "keywords": ["open card"]},
      {"id": "book", "domain": "parts", "entity": "part", "label": "Book part in",
       "variant": "MUTATE", "idempotent": true, "success_status": 201,
       "keywords": ["receive", "delivery"],
       "fields": [
         {"name": "quantity", "type": "integer", "required": true, "label": "Quantity",
          "min": 1, "max": 99},
         {"name": "note", "type": "string", "required": false, "label": "Note",
          "min": 2, "max": 5, "pattern": "^[a-zé]*$"}]},
      {"id": "open", "domain": "jobs", "entity": "equipment", "entity_required": false,
       "label": "Open job", "variant": "MUTATE", "fields": [], "idempotent": false,
       "allowed_roles": ["captain", "crew"], "success_status": 201, "keywords": []},
      {"id": "ping", "domain": "ship", "entity": null, "label": "Ping", "variant": "MUTATE",
       "fields": [], "idempotent": false, "success_status": 200, "keywords": ["hello part"]},
      {"id": "count", "domain": "parts", "entity": "part", "label": "Count stock",
       "variant": "SIGNED", "allowed_roles": ["captain", "officer"], "idempotent": true,
       "success_status": 200, "keywords": ["stocktake"],
       "fields": [{"name": "new_quantity", "type": "integer", "required": true, "min": 0}],
       "signature": {"method": ["ed25519", "attestation"],
                     "sentence": "I have counted it myself."}},
      {"id": "close", "domain": "jobs", "entity": "job", "label": "Close job",
       "variant": "SIGNED", "allowed_roles": ["captain"], "idempotent": false, "fields": [],
       "success_status": 200, "keywords": [], "dropdown_only": true, "signature_required": true,
       "signature": {"method": ["ed25519"], "max_age_s": 60}}
    ]})";
}

Value parsed(std::string_view text) {
  return boost::json::parse(text);
}

json::Document document(const Value& value) {
  Result<json::Document> document = json::parse(textOf(value));
  if (!document) {
    std::cerr << document.error().message << " " << value << std::endl;
    std::abort();
  }
  return std::move(*document);
}

Registry loaded(std::string_view text) {
  Result<Registry> registry = Registry::load(text);
  if (!registry) {
    std::cerr << registry.error().path << ": " << registry.error().message << std::endl;
    std::abort();
  }
  return std::move(*registry);
}

Signer::Signer(std::uint8_t seed) {
  std::array<unsigned char, 32> bytes{};
  bytes.fill(seed);
  crypto_sign_seed_keypair(pub.data(), secret.data(), bytes.data());
}

std::string Signer::publicKey() const {
  return crypto::encodeBase64url({reinterpret_cast<const char*>(pub.data()), pub.size()});
}

std::string Signer::sign(std::string_view message) const {
  std::array<unsigned char, 64> signature{};
  crypto_sign_detached(signature.data(), nullptr,
                       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                       secret.data());
  return crypto::encodeBase64url(
      {reinterpret_cast<const char*>(signature.data()), signature.size()});
}

Object request(std::string_view action, std::string_view role, Value payload) {
  static const std::string kGood = Signer(1).publicKey();  // making keys is slow
  static const std::string kRevoked = Signer(2).publicKey();
  Array keys;
  keys.push_back({{"key_id", "k1"}, {"public_key", kGood}});
  keys.push_back({{"key_id", "k2"}, {"public_key", kRevoked}, {"revoked", true}});
  return {{"action", action},
          {"principal", {{"user_id", "u1"}, {"tenant_id", "t1"}, {"role", role}}},
          {"entity", {{"id", "e1"}, {"tenant_id", "t1"}}},
          {"payload", std::move(payload)},
          {"idempotency_key", "key-1"},
          {"signing_keys", std::move(keys)},
          {"now", kNow}};
}

Object envelope(const Object& request, const Signer& signer, std::string_view keyId,
                const Object& changes) {
  Object result = unsignedEnvelope(request);
  result["method"] = "ed25519";
  result["key_id"] = keyId;
  for (const auto& change : changes) result[change.key()] = change.value();
  result["signature"] = signer.sign(signedText(result, request.at("payload")));
  return result;
}

Object attestation(const Object& request, std::string_view sentence) {
  Object result = unsignedEnvelope(request);
  result["signature"] = sentence;
  return result;
}

Value goodPayload(std::string_view action) {
  if (action == "book") return {{"quantity", 5}};
  if (action == "count") return {{"new_quantity", 7}};
  return Object();
}

}  // namespace fairlead::action::test
