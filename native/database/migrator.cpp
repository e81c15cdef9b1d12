#include "native/database/migrator.h"

#include <fmt/format.h>
#include <map>
#include <optional>
#include <string_view>

#include "core/crypto/sha256.h"
#include "native/postgres/transaction.h"

namespace fairlead::database {
namespace {

using postgres::Connection;
using postgres::Transaction;

// Any constant of our own would do; this one spells "fairlead".
constexpr const char* kLock = "select pg_advisory_lock(x'666169726c656164'::bigint)";
constexpr const char* kUnlock = "select pg_advisory_unlock(x'666169726c656164'::bigint)";

// The table is made by the migrator itself, since it must be there before the first script.
constexpr const char* kVersionTable = R"(
  create table if not exists public.schema_version (
    version    integer primary key,
    name       text not null,
    checksum   text not null,
    applied_at timestamptz not null default clock_timestamp()
  ))";

struct Applied {
  std::string name;
  std::string checksum;
};
using History = std::map<int, Applied>;

Result<History> readHistory(Connection& connection) {
  const auto rows = connection.query(
      "select version, name, checksum from public.schema_version order by version");
  if (!rows) return std::unexpected(rows.error());
  History history;
  for (const auto row : *rows) {
    history[static_cast<int>(row.get<std::int64_t>(0))] = {row.get<std::string>(1),
                                                           row.get<std::string>(2)};
  }
  return history;
}

Result<void> checkAgainst(const History& history, std::span<const Script> scripts) {
  History unmatched = history;
  for (const Script& script : scripts) {
    const auto applied = unmatched.find(script.number);
    if (applied == unmatched.end()) continue;
    if (applied->second.checksum != crypto::sha256Hex(script.text)) {
      return fail("migration_changed",
                  fmt::format("{} was changed after it was applied. Restore its text and put the "
                              "change into a new migration.",
                              script.name),
                  std::string(script.name));
    }
    unmatched.erase(applied);
  }
  if (unmatched.empty()) return {};
  const auto& [number, entry] = *unmatched.rbegin();
  return fail("migration_unknown",
              fmt::format("The database has migration {} ({}), which this program does not know. "
                          "Use a newer program.",
                          number, entry.name),
              entry.name);
}

Result<void> record(Connection& connection, const Script& script) {
  const auto inserted = connection.query(
      "insert into public.schema_version (version, name, checksum) values ($1, $2, $3)",
      {script.number, script.name, crypto::sha256Hex(script.text)});
  if (!inserted) return std::unexpected(inserted.error());
  return {};
}

Result<void> applyInTransaction(Connection& connection, const Script& script) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected(transaction.error());
  if (auto done = connection.execute(std::string(script.text)); !done) return done;
  if (auto done = record(connection, script); !done) return done;
  return transaction->commit();
}

Result<void> apply(Connection& connection, const Script& script) {
  auto done = applyInTransaction(connection, script);
  if (done || !connection.usable()) return done;
  return fail("migration_failed", fmt::format("{}: {}", script.name, done.error().message),
              std::string(script.name));
}

Result<Migration> migrateLocked(Connection& connection, std::span<const Script> scripts) {
  if (auto made = connection.execute(kVersionTable); !made) return std::unexpected(made.error());
  const auto history = readHistory(connection);
  if (!history) return std::unexpected(history.error());
  if (auto fits = checkAgainst(*history, scripts); !fits) return std::unexpected(fits.error());

  Migration migration;
  if (!history->empty()) migration.version = history->rbegin()->first;
  for (const Script& script : scripts) {
    if (history->contains(script.number)) continue;
    if (script.number < migration.version) {
      return fail("migration_out_of_order",
                  fmt::format("{} comes before version {}, which is applied already. Give it the "
                              "next free number.",
                              script.name, migration.version),
                  std::string(script.name));
    }
    if (auto done = apply(connection, script); !done) return std::unexpected(done.error());
    migration.applied.emplace_back(script.name);
    migration.version = script.number;
  }
  return migration;
}

}  // namespace

Result<Migration> migrate(Connection& connection, std::span<const Script> scripts) {
  if (auto locked = connection.execute(kLock); !locked) return std::unexpected(locked.error());
  auto migration = migrateLocked(connection, scripts);
  // Should this fail, the connection broke, and the lock went with it.
  (void)connection.execute(kUnlock);
  return migration;
}

}  // namespace fairlead::database
