// The record of runs in embedding_runs: what was planned for each tenant, and what came of it.
#pragma once

#include <cstdint>
#include <string>

#include "core/error.h"
#include "native/postgres/connection.h"
#include "native/workers/embed/outcome.h"
#include "native/workers/embed/run_plan.h"

namespace fairlead::workers {

/// What the sessions of embedding workers call themselves.
inline constexpr const char* kApplicationName = "fairlead work embed";

/// Ends, as `failed` with the code worker_lost, the runs whose worker is gone: those that began
/// before every session that a worker has now. Gives how many rows that were.
Result<std::int64_t> endLostRuns(postgres::Connection& connection);

/// Enters a row with status `running` for every tenant that the plan does something for, all under
/// one run id, which it gives.
Result<std::string> openRun(postgres::Connection& connection, const RunPlan& plan);

/// Enters what came of it: `succeeded`, `partial` or `failed` for each tenant, with the error's
/// code where the run ended early.
Result<void> closeRun(postgres::Connection& connection, const std::string& runId,
                      const RunPlan& plan, const Outcome& outcome);

}  // namespace fairlead::workers
