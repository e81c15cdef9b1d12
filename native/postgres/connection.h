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
  /// How long the server may be silent while it is waited for; then the connection is given up.
  /// Must be longer than the longest statement; 0 means for ever. Whatever stands here, a host that
  /// does not acknowledge what it is sent for half a minute is given up by TCP (keepalive).
  std::chrono::milliseconds answer_timeout{0};
};

/// The answer timeout of the queue's workers. None of their statements takes nearly as long; and
/// one that gives a connection up after it, opens another and beats, is in time for the jobs it
/// holds (core/job, longestSilence: 40 s).
inline constexpr std::chrono::seconds kWorkersAnswerTimeout{15};

/// What another session said with NOTIFY on a channel that this one listens to.
struct Notification {
  std::string channel;
  std::string payload;
};

/// An open connection, closed by the destructor. Movable; one thread at a time.
///
/// Nothing is asked of the session: a proxy may give each transaction another one.
///
/// Every function that talks to the server fails with one of these codes:
///   database_unavailable  no connection, or it broke, or the server fell silent (the caller may
///                         open a new one)
///   database_denied       the role may not do this
///   database_conflict     serialisation failure, deadlock or lock timeout: try again
///   database_duplicate    a unique key exists already
///   database_timeout      the statement ran too long and was cancelled
///   database_refused      these values are none, too large, or against a constraint: others may be
///   taken database_error        anything else; the message carries the SQLSTATE
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
  Connection(pg_conn* connection, std::chrono::milliseconds patience)
      : connection_(connection), patience_(patience) {}

  std::unique_ptr<pg_conn, Finish> connection_;
  std::chrono::milliseconds patience_;
};

}  // namespace fairlead::postgres
