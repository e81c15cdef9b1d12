// A JSON Web Key Set (RFC 7517, section 5), and which of its keys a token means.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/pointer.h"
#include "core/token/algorithm.h"
#include "core/token/key.h"

namespace fairlead::token {

class KeySet {
 public:
  /// Reads {"keys": [...]}. A key that cannot be used is left out and listed in refused(); other
  /// members are ignored, as the RFC says. `at` is where the set stands in its document.
  ///
  /// Codes: member_missing, member_type (not a key set); key_set_empty when no key is left, with
  /// the first refusal in its message.
  static Result<KeySet> compile(json::Value jwks, const json::Path& at = json::Path());

  /// The keys that can be used, in the set's order.
  const std::vector<Key>& keys() const { return keys_; }
  /// Why the others cannot: codes key_unsupported, key_weak, key_malformed.
  const std::vector<Error>& refused() const { return refused_; }

  /// The position in keys() of the one key with this id (where the token names one) that fits the
  /// algorithm. Code: token_key_unknown when there is none, and when there is more than one.
  Result<std::size_t> choose(Algorithm algorithm, std::optional<std::string_view> key_id) const;

 private:
  std::vector<Key> keys_;
  std::vector<Error> refused_;
};

}  // namespace fairlead::token
