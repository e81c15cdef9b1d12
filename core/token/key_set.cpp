#include "core/token/key_set.h"

#include <utility>

namespace fairlead::token {

Result<KeySet> KeySet::compile(json::Value jwks, const json::Path& at) {
  if (!jwks.isObject()) return fail("member_type", "A key set must be an object.", at.text());
  const json::Path list = at / "keys";
  const auto member = jwks.object().find("keys");
  if (!member) return fail("member_missing", "A key set needs the array \"keys\".", list.text());
  if (!member->isArray()) return fail("member_type", "\"keys\" must be an array.", list.text());

  KeySet set;
  std::size_t place = 0;
  for (const json::Value jwk : member->array()) {
    Result<Key> key = Key::parse(jwk, list / place++);
    if (key)
      set.keys_.push_back(std::move(*key));
    else
      set.refused_.push_back(std::move(key.error()));
  }
  if (!set.keys_.empty()) return set;
  std::string message = "No key of the set can be used.";
  if (!set.refused_.empty()) message += " The first: " + set.refused_.front().message;
  return fail("key_set_empty", std::move(message), list.text());
}

Result<std::size_t> KeySet::choose(Algorithm algorithm,
                                   std::optional<std::string_view> key_id) const {
  std::optional<std::size_t> chosen;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (!keys_[i].fits(algorithm)) continue;
    if (key_id && keys_[i].id() != *key_id) continue;
    if (chosen) return fail("token_key_unknown", "More than one key of the set fits the token.");
    chosen = i;
  }
  if (!chosen) return fail("token_key_unknown", "No key of the set fits the token.");
  return *chosen;
}

}  // namespace fairlead::token
