#include "native/postgres/transaction.h"

namespace fairlead::postgres {

Result<Transaction> Transaction::begin(Connection& connection) {
  if (auto begun = connection.execute("begin"); !begun) return std::unexpected(begun.error());
  return Transaction(connection);
}

Transaction::~Transaction() {
  // A failure here means the connection is gone, and with it the transaction.
  if (connection_) (void)connection_->execute("rollback");
}

Result<void> Transaction::commit() {
  Connection& connection = *std::exchange(connection_, nullptr);
  // PostgreSQL answers the commit of a failed transaction with a silent rollback.
  if (connection.inFailedTransaction()) {
    (void)connection.execute("rollback");
    return fail("database_error",
                "The transaction was rolled back, since a statement in it failed.");
  }
  return connection.execute("commit");
}

}  // namespace fairlead::postgres
