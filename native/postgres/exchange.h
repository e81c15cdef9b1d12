// One exchange with the server: what libpq holds is sent, and its answers are waited for, without
// ever blocking inside libpq, so that every wait has an end. For the files of this folder alone.
#pragma once

#include <chrono>
#include <string_view>

#include <libpq-fe.h>

#include "core/error.h"
#include "native/postgres/rows.h"

namespace fairlead::postgres {

class Exchange {
 public:
  /// On a connection in non-blocking mode. `patience`: how long the server may neither take nor
  /// send a byte while it is waited for; zero is for ever. A connection that was waited for in vain
  /// is shut down, and its status is CONNECTION_BAD from then on.
  Exchange(PGconn* connection, std::chrono::milliseconds patience)
      : connection_(connection), patience_(patience) {}

  /// Sends all that is buffered, and reads meanwhile: a server that waits for its answers to be
  /// taken would not read on. False where the connection broke.
  bool flush();

  /// The next result; holds null after the last one of a statement.
  Rows result();

  /// Sends, and gives the last result of what was sent: the first that failed, or the first COPY.
  /// Where the statement is a script of many, an error names the script's line.
  Result<Rows> answer(std::string_view script);

  /// Why `result` is none: the server's silence, or else what libpq says.
  Error error(const PGresult* result, std::string_view script = {}) const;

 private:
  bool wait(short events);
  void giveUp();

  PGconn* connection_;
  std::chrono::milliseconds patience_;
  bool silent_ = false;
};

}  // namespace fairlead::postgres
