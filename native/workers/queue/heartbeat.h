// Saying that this worker lives, for all jobs that it holds at once.
#pragma once

#include <stop_token>

#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

/// Until stopped. A job that is refused is told that it is lost. While the database is away it is
/// tried again and again, since the grace of others runs.
void beat(RunnerState& state, const std::stop_token& stop);

}  // namespace fairlead::workers
