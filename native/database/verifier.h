// Whether a database is what it should be: its schema, its privileges and its data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/error.h"
#include "native/postgres/connection.h"

namespace fairlead::database {

/// One thing that was looked at, in all tenants.
struct Check {
  std::string name;
  std::string what;  ///< what `total` counts
  std::int64_t total = 0;
  std::int64_t faults = 0;
  std::string example;  ///< the first fault, for a person; empty when there is none

  bool passed() const { return faults == 0; }
};

/// Runs every check as fairlead_owner, who sees all tenants through fairlead_admin's policies and
/// changes nothing. docs/cli.md explains each check. Errors: those of `Connection`, and
/// `verify_blind` when the role sees no tenant though there are some, which would make every check
/// of data pass on nothing.
Result<std::vector<Check>> verify(postgres::Connection& connection);

}  // namespace fairlead::database
