// A transaction that rolls back unless committed.
#pragma once

#include <utility>

#include "core/error.h"
#include "native/postgres/connection.h"

namespace fairlead::postgres {

/// An open transaction on a connection, which must outlive it. Statements are run on the
/// connection itself. Errors are those of `Connection`.
class Transaction {
 public:
  static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, {})) {}
  Transaction& operator=(Transaction&&) = delete;
  /// Rolls back what was not committed.
  ~Transaction();

  /// Commits. A commit that PostgreSQL turns into a rollback, because a statement had failed, is
  /// the error `database_error`.
  Result<void> commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}

  Connection* connection_;
};

}  // namespace fairlead::postgres
