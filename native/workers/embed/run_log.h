// The record of runs in embedding_runs: what was planned for each tenant, and what came of it.
#pragma once

#include <string>

#include "core/error.h"
#include "native/postgres/connection.h"
#include "native/workers/embed/outcome.h"
#include "native/workers/embed/run_plan.h"

namespace fairlead::workers {

/// Enters a row with status `running` for every tenant that the plan does something for, all under
/// one run id, which it gives.
Result<std::string> openRun(postgres::Connection& connection, const RunPlan& plan);

/// Enters what came of it: `succeeded`, `partial` or `failed` for each tenant, with the error's
/// code where the run ended early.
Result<void> closeRun(postgres::Connection& connection, const std::string& runId,
                      const RunPlan& plan, const Outcome& outcome);

}  // namespace fairlead::workers
