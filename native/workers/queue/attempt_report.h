// What is logged and counted when an attempt is over, after which the job is not held any more.
#pragma once

#include "core/job/decide.h"
#include "native/queue/job.h"
#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

/// The store has answered: what it decided, or that the result came too late.
void reportEnded(RunnerState& state, const HeldJobPtr& held, const queue::Ending& how,
                 const job::Decision& decision);

/// The job was lost while it ran; the result is thrown away.
void reportLost(RunnerState& state, const HeldJobPtr& held);

}  // namespace fairlead::workers
