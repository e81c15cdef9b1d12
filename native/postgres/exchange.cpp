#include "native/postgres/exchange.h"

#include <cerrno>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include "native/postgres/failure.h"

namespace fairlead::postgres {

/// Waits for the socket; false where it stayed silent too long, or there is none any more.
bool Exchange::wait(short events) {
  pollfd socket = {PQsocket(connection_), events, 0};
  if (socket.fd < 0) return false;
  const int most = patience_.count() > 0 ? static_cast<int>(patience_.count()) : -1;
  int ready = 0;
  do {
    ready = poll(&socket, 1, most);
  } while (ready < 0 && errno == EINTR);
  if (ready <= 0) giveUp();
  return ready > 0;
}

// Whatever comes now would be the answer to a question that nobody remembers. libpq notices the end
// of the connection when it reads.
void Exchange::giveUp() {
  silent_ = true;
  shutdown(PQsocket(connection_), SHUT_RDWR);
  while (PQstatus(connection_) == CONNECTION_OK && PQconsumeInput(connection_) == 1) {
  }
}

bool Exchange::flush() {
  for (;;) {
    const int left = PQflush(connection_);
    if (left <= 0) return left == 0;
    if (!wait(POLLIN | POLLOUT) || PQconsumeInput(connection_) != 1) return false;
  }
}

Rows Exchange::result() {
  while (PQisBusy(connection_) != 0) {
    if (!wait(POLLIN) || PQconsumeInput(connection_) != 1) break;
  }
  return Rows(PQgetResult(connection_));
}

Result<Rows> Exchange::answer(std::string_view script) {
  flush();
  Rows last(nullptr);
  for (Rows next = result(); next.get(); next = result()) {
    last = std::move(next);
    if (PQresultStatus(last.get()) == PGRES_COPY_IN) return last;
  }
  if (!succeeded(last.get())) return std::unexpected(error(last.get(), script));
  return last;
}

Error Exchange::error(const PGresult* result, std::string_view script) const {
  if (!silent_) return errorOf(connection_, result, script);
  return {
      "database_unavailable",
      fmt::format("PostgreSQL, or the way to it, was silent for {} s: the connection is given up.",
                  static_cast<double>(patience_.count()) / 1000),
      {}};
}

}  // namespace fairlead::postgres
