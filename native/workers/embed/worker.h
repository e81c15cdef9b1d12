// The embedding worker: passes over what is stale.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "core/error.h"
#include "native/provider/http_client.h"
#include "native/workers/embed/executor.h"
#include "native/workers/embed/outcome.h"
#include "native/workers/embed/run_plan.h"

namespace fairlead::workers {

struct WorkerOptions {
  std::string databaseUrl;
  /// Of the API that serves every model in embedding_serving, up to and including the version.
  std::string baseUrl;
  provider::HttpOptions http;
  PlanOptions plan;
  RetryPauses pauses;
  /// Between two passes that run for long.
  std::chrono::milliseconds pollInterval{5'000};
};

/// One pass: what was planned, and what came of it.
struct Pass {
  RunPlan plan;
  Outcome outcome;
  /// In embedding_runs; empty when there was nothing to do.
  std::string runId;
};

/// Ends the runs of workers that are gone (run_log.h), and logs how many there were. For a worker
/// that has just connected.
Result<void> closeLostRuns(postgres::Connection& connection);

/// Executes `plan`, made on the same connection. Errors: those of `Connection`.
Result<Pass> executePlan(postgres::Connection& connection, const WorkerOptions& options,
                         RunPlan plan);

/// Plans and executes until a stop is asked for, handing each pass that did something to `report`.
/// A broken connection is opened again; after a pass that the provider ended, waits as long as it
/// said, else ever longer, up to five minutes. A row that the provider refused is set aside until
/// it changes, or the program is started anew.
void workUntilStopped(WorkerOptions options, const std::function<void(const Pass&)>& report);

}  // namespace fairlead::workers
