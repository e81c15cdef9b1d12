#include "native/workers/queue/runner_state.h"

#include <algorithm>
#include <cstdlib>

namespace fairlead::workers {
namespace {

using postgres::Connection;

bool isClean(const Connection& connection) {
  return connection.usable() && connection.quiet() && !connection.inFailedTransaction();
}

std::size_t threadsOf(const RunnerOptions& options, std::size_t lanes) {
  return static_cast<std::size_t>(options.concurrency) * lanes;
}

}  // namespace

RunnerState::RunnerState(RunnerOptions given, std::size_t lanes)
    : options(std::move(given)),
      metrics(options.rules.types),
      stores(
          threadsOf(options, lanes),
          [this]() -> Result<StoreSession> { return StoreSession(options.openStore); },
          [](const StoreSession&) { return true; }),
      connections(
          options.connections > 0 ? static_cast<std::size_t>(options.connections)
                                  : threadsOf(options, lanes),
          [this] { return connect("jobs"); }, isClean) {}

Result<Connection> RunnerState::connect(const std::string& purpose) const {
  return Connection::open(options.databaseUrl,
                          {.application_name = "fairlead work queue, " + purpose,
                           .answer_timeout = options.answerTimeout});
}

const queue::TypeRules& RunnerState::rulesOf(std::string_view type) const {
  const auto found = std::ranges::find(options.rules.types, type, &queue::TypeRules::type);
  if (found == options.rules.types.end()) std::abort();  // the runner checked
  return *found;
}

}  // namespace fairlead::workers
