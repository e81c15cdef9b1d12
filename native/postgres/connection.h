// One connection to PostgreSQL.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "native/postgres/parameter.h"
#include "native/postgres/rows.h"

struct pg_conn;

namespace fairlead::postgres {

/// How to connect.
struct ConnectOptions {
  std::string application_name = "fairlead";
  int connect_timeout_s = 10;
  /// The server ends a statement that runs longer; 0 means never.
  int statement_timeout_ms = 0;
};

/// What another session said with NOTIFY on a channel that this one listens to.
struct Notification {
  std::string channel;
  std::string payload;
};

/// An open connection, closed by the destructor. Movable; one thread at a time.
///
/// Every function that talks to the server fails with one of these codes:
///   database_unavailable  no connection, or it broke (the caller may open a new one)
///   database_denied       the role may not do this
///   database_conflict     serialisation failure, deadlock or lock timeout: try again
///   database_duplicate    a unique key exists already
///   database_timeout      the statement ran too long and was cancelled
///   database_error        anything else; the message carries the SQLSTATE
/// Messages hold the server's own sentence without its detail, which may quote whole rows, and
/// never the URL.
class Connection {
 public:
  /// Connects to `url` (`postgres://user:password@host:port/database`).
  static Result<Connection> open(const std::string& url, const ConnectOptions& options = {});

  /// Runs one statement with its parameters bound to $1, $2, ….
  Result<Rows> query(const std::string& sql, std::span<const Parameter> parameters = {});
  Result<Rows> query(const std::string& sql, std::initializer_list<Parameter> parameters) {
    return query(sql, std::span(parameters.begin(), parameters.size()));
  }

  /// Runs a script of any number of statements without parameters, such as a migration. A fault's
  /// message names the line of the script.
  Result<void> execute(const std::string& script);

  /// Carries out `copy … from stdin` with rows in COPY's text form (`copyText`); gives their
  /// number.
  Result<std::int64_t> copyIn(const std::string& statement, std::string_view rows);

  /// What came in on channels that were LISTENed to; waits for the first of it at most `wait`.
  Result<std::vector<Notification>> notifications(std::chrono::milliseconds wait);

  /// False once the connection broke.
  bool usable() const;
  /// Whether the server has said nothing unasked, as one that ended the connection has. For one
  /// that lay idle; tells nothing of a server that fell silent.
  bool quiet() const;
  /// True inside a transaction of which a statement failed: only a rollback can follow.
  bool inFailedTransaction() const;

 private:
  friend class Pipeline;
  struct Finish {
    void operator()(pg_conn* connection) const;
  };
  std::vector<Notification> takeNotifications();
  explicit Connection(pg_conn* connection) : connection_(connection) {}

  std::unique_ptr<pg_conn, Finish> connection_;
};

}  // namespace fairlead::postgres
