// Several statements in one round trip and one transaction.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "core/error.h"
#include "native/postgres/connection.h"

namespace fairlead::postgres {

class Exchange;

/// Collects statements, then sends them all before the first answer is waited for (libpq's pipeline
/// mode). They are one transaction: if one fails, those before it are undone and those after it are
/// not run. Inside a `Transaction` they are part of that one. The connection must outlive it.
class Pipeline {
 public:
  explicit Pipeline(Connection& connection) : connection_(connection) {}

  /// Adds one statement with its parameters; gives its place in the results.
  std::size_t add(std::string sql, std::initializer_list<Parameter> parameters = {});

  /// Runs what was added; the rows of each statement in order, or the first error. The pipeline is
  /// empty after it.
  Result<std::vector<Rows>> run();

 private:
  struct Statement {
    std::string sql;
    std::vector<Parameter> parameters;
  };
  bool send();
  Result<std::vector<Rows>> receive(Exchange& exchange, std::size_t count);

  Connection& connection_;
  std::vector<Statement> statements_;
};

}  // namespace fairlead::postgres
