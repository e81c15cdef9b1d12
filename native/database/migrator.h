// Brings a database's schema to the newest version.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "native/database/scripts.h"
#include "native/postgres/connection.h"

namespace fairlead::database {

/// What `migrate` did.
struct Migration {
  /// Names of the scripts that were applied now, in order.
  std::vector<std::string> applied;
  /// The schema's version after it: the highest number applied, 0 for an empty database.
  int version = 0;
};

/// Applies those of `scripts` (by rising number) that the database lacks, each in a transaction of
/// its own together with its row in `public.schema_version` (version, name, checksum, applied_at).
/// Holds an advisory lock, so of two at once one waits and then finds nothing to do.
///
/// The checksum is the SHA-256 of the script's bytes. Errors, beside those of `Connection`:
///   migration_changed       an applied script's text is not what it was when it was applied
///   migration_unknown       the database has a version that this program does not know
///   migration_out_of_order  a script's number is lower than one already applied
///   migration_failed        a script failed; its transaction left nothing behind
/// `path` names the script.
Result<Migration> migrate(postgres::Connection& connection, std::span<const Script> scripts);

}  // namespace fairlead::database
