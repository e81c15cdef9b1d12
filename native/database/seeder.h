// Puts the demo tenants into a database.
#pragma once

#include <span>

#include "core/error.h"
#include "native/database/scripts.h"
#include "native/postgres/connection.h"

namespace fairlead::database {

/// Runs `scripts` in one transaction as the provisioning role `fairlead_admin`, which the
/// connection's own role must be a member of. Each script can be run again without changing what
/// it made before. Errors, beside those of `Connection`: `seed_failed`, with the script in `path`.
Result<void> seed(postgres::Connection& connection, std::span<const Script> scripts);

}  // namespace fairlead::database
