#include "native/token/minter.h"

#include "core/crypto/base64url.h"
#include "core/json/writer.h"

namespace fairlead::token {
namespace {

Result<std::string> headerOf(const SigningKey& key, const std::optional<std::string>& key_id) {
  json::Writer out;
  out.beginObject();
  out.member("alg", key.algorithm());
  const auto& id = key_id ? key_id : key.keyId();
  if (id) out.member("kid", *id);
  out.member("typ", "JWT");
  out.endObject();
  return std::move(out).finish();
}

/// The claims with the times that they do not name themselves.
Result<std::string> payloadOf(json::Value claims, std::int64_t now, std::int64_t ttl) {
  std::string members;
  const auto add = [&](std::string_view name, std::int64_t time) {
    if (claims.object().contains(name)) return;
    members += '"';
    members += name;
    members += "\":" + std::to_string(time) + ',';
  };
  add("exp", now + ttl);
  add("iat", now);

  json::Writer out;
  out.value(claims);
  Result<std::string> text = std::move(out).finish();
  if (!text) return text;
  if (claims.object().empty()) members.pop_back();  // both times are there, and no comma is needed
  return text->insert(1, members);
}

}  // namespace

Result<std::string> mint(const SigningKey& key, json::Value claims, std::int64_t now,
                         std::int64_t ttl, const std::optional<std::string>& keyId) {
  const auto header = headerOf(key, keyId);
  const auto payload = payloadOf(claims, now, ttl);
  if (!header) return header;
  if (!payload) return payload;
  const std::string input =
      crypto::encodeBase64url(*header) + "." + crypto::encodeBase64url(*payload);
  return input + "." + crypto::encodeBase64url(key.sign(input));
}

}  // namespace fairlead::token
