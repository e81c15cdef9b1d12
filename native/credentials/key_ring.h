// The keys of FERNET_KEY: the first encrypts, all decrypt.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "native/credentials/fernet.h"

namespace fairlead::credentials {

inline constexpr std::size_t kMaxKeys = 16;

class KeyRing {
 public:
  /// Keys separated by commas, newest first; blanks around them do not count. The text is wiped.
  /// Code: settings_fernet_key, with the number of the key that is none.
  static Result<KeyRing> parse(std::string&& text);

  /// A token under the first key, made at `seconds`. Codes of FernetKey.
  Result<std::string> seal(std::string_view message, std::int64_t seconds) const;

  /// What a token holds, and which key opened it.
  struct OpenedBy {
    Opened opened;
    std::size_t key;  ///< 0 is the first
  };
  /// Codes of FernetKey; fernet_signature where no key fits. Age does not count: a stored token is
  /// good until it is revoked.
  Result<OpenedBy> open(std::string_view token) const;

  /// The token under the first key, with the time it was made at; nullopt where it is that already.
  Result<std::optional<std::string>> renew(std::string_view token) const;

  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<FernetKey> keys_;
};

}  // namespace fairlead::credentials
