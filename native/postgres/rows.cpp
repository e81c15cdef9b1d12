#include "native/postgres/rows.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>

#include <libpq-fe.h>

namespace fairlead::postgres {
namespace {

[[noreturn]] void stopOn(const pg_result* result, int column, const char* expected) {
  const char* name = PQfname(result, column);
  std::fprintf(stderr, "bug: column %d (%s) is not %s\n", column, name ? name : "absent", expected);
  std::abort();
}

}  // namespace

void Rows::Clear::operator()(pg_result* result) const {
  PQclear(result);
}

int Rows::size() const {
  return PQntuples(result_.get());
}

std::int64_t Rows::affected() const {
  const std::string_view text = PQcmdTuples(result_.get());
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

bool Row::isNull(int column) const {
  return PQgetisnull(result_, index_, column) != 0;
}

std::string_view Row::text(int column) const {
  if (column >= PQnfields(result_) || isNull(column)) stopOn(result_, column, "a value");
  return {PQgetvalue(result_, index_, column),
          static_cast<std::size_t>(PQgetlength(result_, index_, column))};
}

bool Row::boolean(int column) const {
  const std::string_view value = text(column);
  if (value != "t" && value != "f") stopOn(result_, column, "boolean");
  return value == "t";
}

std::int64_t Row::integer(int column) const {
  const std::string_view value = text(column);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size()) {
    stopOn(result_, column, "a 64-bit integer");
  }
  return number;
}

double Row::real(int column) const {
  const std::string_view value = text(column);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size()) {
    stopOn(result_, column, "a number");
  }
  return number;
}

}  // namespace fairlead::postgres
