#include "native/token/minter.h"

#include "core/crypto/base64url.h"
#include "core/dom/canonical.h"

namespace fairlead::token {
namespace {

Result<std::string> segment(const dom::Object& object) {
  auto text = dom::canonicalize(object);
  if (text) *text = crypto::encodeBase64url(*text);
  return text;
}

dom::Object headerOf(const SigningKey& key, const std::optional<std::string>& keyId) {
  dom::Object header{{"alg", key.algorithm()}, {"typ", "JWT"}};
  const auto& id = keyId ? keyId : key.keyId();
  if (id) header["kid"] = *id;
  return header;
}

}  // namespace

Result<std::string> mint(const SigningKey& key, dom::Object claims, std::int64_t now,
                         std::int64_t ttl, const std::optional<std::string>& keyId) {
  claims.emplace("iat", now);
  claims.emplace("exp", now + ttl);
  const auto header = segment(headerOf(key, keyId));
  const auto payload = segment(claims);
  if (!header) return header;
  if (!payload) return payload;
  const std::string input = *header + "." + *payload;
  return input + "." + crypto::encodeBase64url(key.sign(input));
}

}  // namespace fairlead::token
