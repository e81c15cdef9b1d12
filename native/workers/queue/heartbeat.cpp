#include "native/workers/queue/heartbeat.h"

#include <algorithm>
#include <vector>

#include "native/workers/log.h"
#include "native/workers/queue/pauses.h"

namespace fairlead::workers {
namespace {

using std::chrono::milliseconds;

milliseconds shortestInterval(const queue::Rules& rules) {
  job::Micros every = job::Policy().heartbeatEvery;
  for (const auto& type : rules.types) every = std::min(every, type.policy.heartbeatEvery);
  return milliseconds(every / 1000);
}

Result<void> beatOnce(RunnerState& state, StoreSession& session) {
  const auto jobs = state.held.all();
  if (jobs.empty()) return {};
  std::vector<queue::Hold> holds;
  holds.reserve(jobs.size());
  for (const auto& held : jobs) holds.push_back(held->job().hold());
  const auto alive = session.ask([&](queue::JobStore& store) { return store.heartbeat(holds); });
  if (!alive) return std::unexpected(alive.error());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!(*alive)[i]) jobs[i]->lose();
  }
  return {};
}

}  // namespace

void beat(RunnerState& state, const std::stop_token& stop) {
  const milliseconds every = shortestInterval(state.options.rules);
  StoreSession session(state.options.openStore);
  Backoff pauses;
  milliseconds wait = every;
  while (pauseUnless(stop, wait)) {
    wait = every;
    const auto done = beatOnce(state, session);
    if (done) {
      pauses.reset();
      continue;
    }
    log(LogLevel::kError, "heartbeat_failed",
        {{"code", done.error().code}, {"message", done.error().message}});
    state.metrics.databaseFailed(done.error().code);
    wait = std::min(every, pauses.next());
  }
}

}  // namespace fairlead::workers
