// The SQL scripts built into the program, so that one file deploys everything.
#pragma once

#include <span>
#include <string_view>

namespace fairlead::database {

/// A file of native/sql. `name` is the file's name, which opens with the number.
struct Script {
  int number;
  std::string_view name;
  std::string_view text;
};

/// native/sql/NNNN_*.sql, by rising number.
std::span<const Script> migrations();

/// native/sql/seed/NN_*.sql, by rising number: the demo tenants.
std::span<const Script> seeds();

}  // namespace fairlead::database
