#include "native/postgres/connection.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <vector>

#include <libpq-fe.h>

namespace fairlead::postgres {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto last = text.find_last_not_of(" \n\r\t");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

std::string_view codeOf(std::string_view state) {
  if (state.empty() || state.starts_with("08") || state.starts_with("57P")) {
    return "database_unavailable";
  }
  if (state == "42501") return "database_denied";
  if (state == "23505") return "database_duplicate";
  if (state == "57014") return "database_timeout";
  if (state == "40001" || state == "40P01" || state == "55P03") return "database_conflict";
  return "database_error";
}

std::string_view field(const PGresult* result, int name) {
  const char* text = PQresultErrorField(result, name);
  return text ? std::string_view(text) : std::string_view();
}

// The 1-based line of the script that the server's error position (in characters) falls on.
std::optional<long> lineOf(std::string_view script, std::string_view position) {
  std::size_t characters = 0;
  std::from_chars(position.data(), position.data() + position.size(), characters);
  if (script.empty() || characters == 0) return std::nullopt;
  long line = 1;
  for (const char c : script) {
    const bool startsCharacter = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (startsCharacter && --characters == 0) break;
    if (c == '\n') ++line;
  }
  return line;
}

Error errorOf(const PGconn* connection, const PGresult* result, std::string_view script) {
  const std::string_view state = field(result, PG_DIAG_SQLSTATE);
  if (state.empty()) {
    return {
        "database_unavailable",
        fmt::format("The connection to PostgreSQL broke: {}", trimmed(PQerrorMessage(connection))),
        {}};
  }
  std::string message =
      fmt::format("PostgreSQL {}: {}", state, field(result, PG_DIAG_MESSAGE_PRIMARY));
  const std::string_view hint = field(result, PG_DIAG_MESSAGE_HINT);
  if (!hint.empty()) message += fmt::format(" ({})", hint);
  const auto line = lineOf(script, field(result, PG_DIAG_STATEMENT_POSITION));
  if (line) message += fmt::format(" (line {})", *line);
  const std::string_view context = field(result, PG_DIAG_CONTEXT);
  if (!line && !context.empty()) {
    message += fmt::format(" (in {})", context.substr(0, context.find('\n')));
  }
  return {codeOf(state), std::move(message), {}};
}

bool succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY;
}

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
  const std::string settings =
      fmt::format("-c statement_timeout={} -c timezone=UTC", options.statement_timeout_ms);
  const char* const names[] = {"dbname",  "application_name", "connect_timeout",
                               "options", "client_encoding",  nullptr};
  const char* const values[] = {url.c_str(),     options.application_name.c_str(),
                                timeout.c_str(), settings.c_str(),
                                "UTF8",          nullptr};
  constexpr int kExpandUrl = 1;
  Connection connection(PQconnectdbParams(names, values, kExpandUrl));
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
  PQsetNoticeReceiver(connection.connection_.get(), ignoreNotice, nullptr);
  return connection;
}

Result<Rows> Connection::query(const std::string& sql, std::span<const Parameter> parameters) {
  std::vector<const char*> values(parameters.size());
  std::ranges::transform(parameters, values.begin(), &Parameter::data);
  constexpr int kTextResults = 0;
  PGresult* result = PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()),
                                  nullptr, values.data(), nullptr, nullptr, kTextResults);
  Rows rows(result);
  if (!succeeded(result)) return std::unexpected(errorOf(connection_.get(), result, {}));
  return rows;
}

Result<void> Connection::execute(const std::string& script) {
  PGresult* result = PQexec(connection_.get(), script.c_str());
  const Rows owner(result);
  if (!succeeded(result)) return std::unexpected(errorOf(connection_.get(), result, script));
  return {};
}

bool Connection::usable() const {
  return PQstatus(connection_.get()) == CONNECTION_OK;
}

bool Connection::inFailedTransaction() const {
  return PQtransactionStatus(connection_.get()) == PQTRANS_INERROR;
}

}  // namespace fairlead::postgres
