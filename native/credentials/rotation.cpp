#include "native/credentials/rotation.h"

#include "native/postgres/transaction.h"

namespace fairlead::credentials {
namespace {

using postgres::Connection;
using postgres::Row;
using postgres::Rows;
using postgres::Transaction;

// Behind which row the next batch begins.
struct Cursor {
  std::string tenant = "00000000-0000-0000-0000-000000000000";
  std::string account = "00000000-0000-0000-0000-000000000000";
};

Result<Rows> nextBatch(Connection& connection, const Cursor& cursor, int size) {
  return connection.query(
      "select tenant_id, account_id, token_encrypted from public.credentials "
      "where token_encrypted is not null and (tenant_id, account_id) > ($1::uuid, $2::uuid) "
      "order by tenant_id, account_id limit $3",
      {cursor.tenant, cursor.account, size});
}

// Writes only over the token that was read.
Result<bool> replace(Connection& connection, const Row& row, const std::string& renewed) {
  const auto written = connection.query(
      "update public.credentials set token_encrypted = $4 "
      "where tenant_id = $1 and account_id = $2 and token_encrypted = $3",
      {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), renewed});
  if (!written) return std::unexpected(written.error());
  return written->affected() == 1;
}

Result<void> rotateRow(Connection& connection, const KeyRing& keys, const Row& row,
                       Rotation& rotation) {
  const auto renewed = keys.renew(row.get<std::string_view>(2));
  if (!renewed) {
    rotation.unreadable.push_back(
        {row.get<std::string>(0), row.get<std::string>(1), renewed.error().code});
    return {};
  }
  if (!*renewed) {
    ++rotation.current;
    return {};
  }
  const auto replaced = replace(connection, row, **renewed);
  if (!replaced) return std::unexpected(replaced.error());
  ++(*replaced ? rotation.rotated : rotation.changed);
  return {};
}

Result<void> rotateBatch(Connection& connection, const KeyRing& keys, const Rows& rows,
                         Rotation& rotation) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected(transaction.error());
  Rotation after = rotation;
  for (const auto row : rows) {
    if (auto done = rotateRow(connection, keys, row, after); !done) return done;
  }
  if (auto committed = transaction->commit(); !committed) return committed;
  rotation = std::move(after);
  return {};
}

}  // namespace

Result<Rotation> rotate(Connection& connection, const KeyRing& keys,
                        const RotationOptions& options) {
  Rotation rotation;
  Cursor cursor;
  while (true) {
    const auto rows = nextBatch(connection, cursor, options.batch);
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) return rotation;
    if (auto done = rotateBatch(connection, keys, *rows, rotation); !done) {
      return std::unexpected(done.error());
    }
    const Row last = (*rows)[rows->size() - 1];
    cursor = {last.get<std::string>(0), last.get<std::string>(1)};
    if (options.go_on && !options.go_on(rotation)) return rotation;
  }
}

}  // namespace fairlead::credentials
