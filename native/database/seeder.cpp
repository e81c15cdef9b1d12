#include "native/database/seeder.h"

#include <fmt/format.h>
#include <string>

#include "native/postgres/transaction.h"

namespace fairlead::database {

Result<void> seed(postgres::Connection& connection, std::span<const Script> scripts) {
  auto transaction = postgres::Transaction::begin(connection);
  if (!transaction) return std::unexpected(transaction.error());
  if (auto role = connection.execute("set local role fairlead_admin"); !role) return role;
  for (const Script& script : scripts) {
    const auto done = connection.execute(std::string(script.text));
    if (done) continue;
    if (!connection.usable()) return done;
    return fail("seed_failed", fmt::format("seed/{}: {}", script.name, done.error().message),
                "seed/" + std::string(script.name));
  }
  return transaction->commit();
}

}  // namespace fairlead::database
