// Asking the database for a job until it answers.
#pragma once

#include <thread>
#include <type_traits>

#include "core/error.h"
#include "native/workers/queue/job_log.h"
#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

/// What `call()` gives, called again while the database is away or in conflict: until the job is
/// lost, its time budget ends, or the worker must stop.
template <typename Call>
std::invoke_result_t<Call> insist(RunnerState& state, const HeldJob& held, Call call) {
  Backoff pauses;
  for (bool told = false;; told = true) {
    auto answer = call();
    if (answer || !(connectionLost(answer.error()) || answer.error().code == "database_conflict")) {
      return answer;
    }
    state.metrics.databaseFailed(answer.error().code);
    if (!told) {
      logJob(LogLevel::kWarning, "job_waits_for_database", held.job(),
             {{"code", answer.error().code}, {"message", answer.error().message}});
    }
    const auto pause = pauses.next();
    if (held.lost() || state.stopNow || Clock::now() + pause >= held.deadline()) return answer;
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace fairlead::workers
