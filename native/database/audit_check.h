// The audit logs of all tenants, checked by the core's rule.
#pragma once

#include "core/error.h"
#include "native/database/verifier.h"
#include "native/postgres/connection.h"

namespace fairlead::database {

/// Each tenant's line is whole and unchanged from its first entry to the head in `audit_heads`.
/// Counts entries; reads them a thousand at a time.
Result<Check> checkAuditLines(postgres::Connection& connection);

}  // namespace fairlead::database
