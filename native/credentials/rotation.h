// Bringing every stored token under the first key of FERNET_KEY.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "native/credentials/key_ring.h"
#include "native/postgres/connection.h"

namespace fairlead::credentials {

struct Rotation {
  std::int64_t rotated = 0;  ///< encrypted anew under the first key
  std::int64_t current = 0;  ///< under it already
  std::int64_t changed = 0;  ///< given another token or revoked meanwhile: nothing was written
  /// Accounts whose token no key opens, or that hold no token of this format, with the code why.
  struct Unreadable {
    std::string tenant;
    std::string account;
    std::string_view code;
  };
  std::vector<Unreadable> unreadable;

  std::int64_t seen() const {
    return rotated + current + changed + static_cast<std::int64_t>(unreadable.size());
  }
};

struct RotationOptions {
  int batch = 100;  ///< rows read at once, and written in one transaction
  /// Called after each batch; false ends the rotation there.
  std::function<bool(const Rotation&)> go_on;
};

/// Goes through all accounts with a token, in the order of their key, a batch a transaction. It may
/// be ended at any moment and begun again: what is under the first key stays as it is. A token that
/// changed between reading and writing is left alone. Errors are those of Connection.
Result<Rotation> rotate(postgres::Connection& connection, const KeyRing& keys,
                        const RotationOptions& options = {});

}  // namespace fairlead::credentials
