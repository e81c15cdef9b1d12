#include "core/token/key_set.h"

#include <utility>

namespace fairlead::token {

Result<KeySet> KeySet::compile(const dom::Value& jwks, const dom::Path& at) {
  const dom::Object* object = jwks.if_object();
  if (object == nullptr) return fail("member_type", "A key set must be an object.", at.text());
  const dom::Path list = at / "keys";
  const dom::Value* member = object->if_contains("keys");
  if (member == nullptr)
    return fail("member_missing", "A key set needs the array \"keys\".", list.text());
  const dom::Array* array = member->if_array();
  if (array == nullptr) return fail("member_type", "\"keys\" must be an array.", list.text());

  KeySet set;
  for (std::size_t i = 0; i < array->size(); ++i) {
    Result<Key> key = Key::parse((*array)[i], list / i);
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
