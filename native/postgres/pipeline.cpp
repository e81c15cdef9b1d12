#include "native/postgres/pipeline.h"

#include <algorithm>
#include <optional>

#include "native/postgres/exchange.h"
#include "native/postgres/failure.h"

namespace fairlead::postgres {

std::size_t Pipeline::add(std::string sql, std::initializer_list<Parameter> parameters) {
  statements_.push_back({std::move(sql), parameters});
  return statements_.size() - 1;
}

bool Pipeline::send() {
  PGconn* connection = connection_.connection_.get();
  constexpr int kTextResults = 0;
  std::vector<const char*> values;
  for (const auto& [sql, parameters] : statements_) {
    values.resize(parameters.size());
    std::ranges::transform(parameters, values.begin(), &Parameter::data);
    if (PQsendQueryParams(connection, sql.c_str(), static_cast<int>(values.size()), nullptr,
                          values.data(), nullptr, nullptr, kTextResults) != 1) {
      return false;
    }
  }
  return PQpipelineSync(connection) == 1;
}

// Each statement's answer is one result and a null; the end of all is the sync's own result.
Result<std::vector<Rows>> Pipeline::receive(Exchange& exchange, std::size_t count) {
  std::vector<Rows> all;
  std::optional<Error> failure;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(exchange.result());
    if (!failure && !succeeded(all.back().get())) failure = exchange.error(all.back().get());
    if (!connection_.usable()) break;
    (void)exchange.result();
  }
  // A commit can fail too; its error, and a null, come before the sync's result.
  for (int nulls = 0; nulls < 2 && connection_.usable();) {
    const Rows rows = exchange.result();
    if (!rows.get()) {
      ++nulls;
      continue;
    }
    if (PQresultStatus(rows.get()) == PGRES_PIPELINE_SYNC) break;
    if (!failure) failure = exchange.error(rows.get());
  }
  if (!failure && !connection_.usable()) failure = exchange.error(nullptr);
  if (failure) return std::unexpected(std::move(*failure));
  return all;
}

Result<std::vector<Rows>> Pipeline::run() {
  PGconn* connection = connection_.connection_.get();
  Exchange exchange(connection, connection_.patience_);
  const bool sent = PQenterPipelineMode(connection) == 1 && send() && exchange.flush();
  const std::size_t count = statements_.size();
  statements_.clear();
  if (!sent) return std::unexpected(exchange.error(nullptr));
  auto all = receive(exchange, count);
  if (connection_.usable() && PQexitPipelineMode(connection) != 1) {
    return std::unexpected(exchange.error(nullptr));
  }
  return all;
}

}  // namespace fairlead::postgres
