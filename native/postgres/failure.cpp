#include "native/postgres/failure.h"

#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace fairlead::postgres {
namespace {

std::string_view codeOf(std::string_view state) {
  // 25006: the server is a standby now, and another one leads.
  if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "25006") {
    return "database_unavailable";
  }
  if (state == "42501") return "database_denied";
  if (state == "23505") return "database_duplicate";
  if (state == "57014") return "database_timeout";
  if (state == "40001" || state == "40P01" || state == "55P03") return "database_conflict";
  // Values that are none or too large, and constraints.
  if (state.starts_with("22") || state.starts_with("23") || state.starts_with("54")) {
    return "database_refused";
  }
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

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto last = text.find_last_not_of(" \n\r\t");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
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

}  // namespace fairlead::postgres
