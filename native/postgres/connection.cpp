#include "native/postgres/connection.h"

#include <algorithm>
#include <fmt/format.h>
#include <poll.h>
#include <vector>

#include <libpq-fe.h>

#include "native/postgres/exchange.h"
#include "native/postgres/failure.h"

namespace fairlead::postgres {
namespace {

// Whether libpq can read the URL as its writer meant it. Where it cannot, because the password
// holds one of : / ? @ % as it is, libpq's message quotes a piece that may be the password's.
bool isReadable(const std::string& url) {
  PQconninfoOption* parsed = PQconninfoParse(url.c_str(), nullptr);
  PQconninfoFree(parsed);
  const auto at = url.find('@');
  if (at == std::string::npos) return parsed;
  return parsed && at == url.rfind('@') && at < url.find_first_of("/?", url.find("://") + 3);
}

// NOTICEs ("relation exists, skipping") are not for the user of a command.
void ignoreNotice(void*, const PGresult*) {}

}  // namespace

void Connection::Finish::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

Result<Connection> Connection::open(const std::string& url, const ConnectOptions& options) {
  const std::string timeout = std::to_string(options.connect_timeout_s);
  const char* const names[] = {"dbname",           "application_name", "connect_timeout",
                               "client_encoding",  "keepalives_idle",  "keepalives_interval",
                               "keepalives_count", "tcp_user_timeout", nullptr};
  const char* const values[] = {url.c_str(),
                                options.application_name.c_str(),
                                timeout.c_str(),
                                "UTF8",
                                "15",
                                "5",
                                "3",
                                "30000",
                                nullptr};
  constexpr int kExpandUrl = 1;
  Connection connection(PQconnectdbParams(names, values, kExpandUrl), options.answer_timeout);
  if (!connection.usable() && !isReadable(url)) {
    return fail("database_unavailable",
                "No connection to PostgreSQL: the URL cannot be read. Write the characters "
                ": / ? @ % of a user or password in it as %3A %2F %3F %40 %25.");
  }
  if (!connection.usable()) {
    return fail("database_unavailable",
                fmt::format("No connection to PostgreSQL: {}. Check that the server runs and that "
                            "the URL's host, port, user and password are right.",
                            trimmed(PQerrorMessage(connection.connection_.get()))));
  }
  PQsetnonblocking(connection.connection_.get(), 1);
  PQsetNoticeReceiver(connection.connection_.get(), ignoreNotice, nullptr);
  return connection;
}

Result<Rows> Connection::query(const std::string& sql, std::span<const Parameter> parameters) {
  std::vector<const char*> values(parameters.size());
  std::ranges::transform(parameters, values.begin(), &Parameter::data);
  constexpr int kTextResults = 0;
  Exchange exchange(connection_.get(), patience_);
  if (PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                        values.data(), nullptr, nullptr, kTextResults) != 1) {
    return std::unexpected(exchange.error(nullptr));
  }
  return exchange.answer({});
}

Result<void> Connection::execute(const std::string& script) {
  Exchange exchange(connection_.get(), patience_);
  if (PQsendQuery(connection_.get(), script.c_str()) != 1) {
    return std::unexpected(exchange.error(nullptr));
  }
  const auto done = exchange.answer(script);
  if (!done) return std::unexpected(done.error());
  return {};
}

Result<std::int64_t> Connection::copyIn(const std::string& statement, std::string_view rows) {
  if (auto begun = execute(statement); !begun) return std::unexpected(std::move(begun.error()));
  Exchange exchange(connection_.get(), patience_);
  constexpr std::size_t kPart = 1 << 20;
  bool sent = true;
  for (std::size_t at = 0; sent && at < rows.size(); at += kPart) {
    const std::string_view part = rows.substr(at, kPart);
    sent = PQputCopyData(connection_.get(), part.data(), static_cast<int>(part.size())) == 1 &&
           exchange.flush();
  }
  if (!sent || PQputCopyEnd(connection_.get(), nullptr) != 1) {
    return std::unexpected(exchange.error(nullptr));
  }
  const auto ended = exchange.answer({});
  if (!ended) return std::unexpected(ended.error());
  return ended->affected();
}

Result<std::vector<Notification>> Connection::notifications(std::chrono::milliseconds wait) {
  std::vector<Notification> heard = takeNotifications();
  if (!heard.empty()) return heard;
  pollfd socket = {PQsocket(connection_.get()), POLLIN, 0};
  if (socket.fd >= 0) poll(&socket, 1, static_cast<int>(wait.count()));
  if (socket.fd < 0 || PQconsumeInput(connection_.get()) != 1) {
    return std::unexpected(errorOf(connection_.get(), nullptr, {}));
  }
  return takeNotifications();
}

std::vector<Notification> Connection::takeNotifications() {
  std::vector<Notification> heard;
  while (PGnotify* one = PQnotifies(connection_.get())) {
    heard.push_back({one->relname, one->extra});
    PQfreemem(one);
  }
  return heard;
}

bool Connection::usable() const {
  return PQstatus(connection_.get()) == CONNECTION_OK;
}

bool Connection::quiet() const {
  pollfd socket = {PQsocket(connection_.get()), POLLIN, 0};
  return socket.fd >= 0 && poll(&socket, 1, 0) == 0;
}

bool Connection::inFailedTransaction() const {
  return PQtransactionStatus(connection_.get()) == PQTRANS_INERROR;
}

}  // namespace fairlead::postgres
