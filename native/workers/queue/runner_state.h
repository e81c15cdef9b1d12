// What the threads of a runner share.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "native/postgres/connection.h"
#include "native/queue/job_store.h"
#include "native/workers/queue/held_jobs.h"
#include "native/workers/queue/metrics.h"
#include "native/workers/queue/pool.h"
#include "native/workers/queue/store_session.h"

namespace fairlead::workers {

struct RunnerOptions {
  /// Who holds the jobs: host-pid.
  std::string worker;
  std::string databaseUrl;
  OpenStore openStore;
  /// The same that the stores are opened with; a handler without rules here is not run.
  queue::Rules rules;

  int concurrency = 5;  ///< jobs at once, of each type
  int batch = 5;        ///< jobs that one claim takes at most
  int connections = 0;  ///< for handlers, at most; 0 is one for each job at once
  /// How long the database may be silent until a connection is given up.
  std::chrono::milliseconds answerTimeout = postgres::kWorkersAnswerTimeout;
  /// Ends when nothing is left that is due, or the provider lets none of it be tried now.
  bool once = false;

  std::chrono::milliseconds idle{5'000};            ///< between claims where nothing is due
  std::chrono::milliseconds grace{25'000};          ///< for jobs under way, after a SIGTERM
  std::chrono::milliseconds rescueEvery{1'000};     ///< between looks for what is stuck
  std::chrono::milliseconds cronEvery{5'000};       ///< between looks at the cron entries
  std::chrono::milliseconds sweepEvery{3'600'000};  ///< between deletions of what is old
  std::chrono::milliseconds lead{10'000};           ///< how long a leader that died stays leader
  std::chrono::milliseconds listenTest{2'000};      ///< for the self-test of LISTEN
  std::chrono::milliseconds listenTestEvery{60'000};
  queue::Retention retention;
};

struct RunnerState {
  RunnerState(RunnerOptions given, std::size_t lanes);

  /// A connection of this worker's own, beside the stores'.
  Result<postgres::Connection> connect(const std::string& purpose) const;

  /// The rules of a type that has a handler.
  const queue::TypeRules& rulesOf(std::string_view type) const;

  /// Calls `call(JobStore&)` on a store of the pool; waits for one until `until`.
  template <typename Call>
  std::invoke_result_t<Call, queue::JobStore&> withStore(Clock::time_point until, Call call) {
    auto session = stores.take(leftUntil(until));
    if (!session) return std::unexpected(std::move(session.error()));
    return (*session)->ask(std::move(call));
  }

  const RunnerOptions options;
  QueueMetrics metrics;
  HeldJobs held;
  /// For completions with an effect, and checkpoints.
  Pool<StoreSession> stores;
  /// For handlers.
  Pool<postgres::Connection> connections;
  /// The grace is over: every handler is to give its job back.
  std::atomic<bool> stopNow = false;
  /// Attempts that ended well, and otherwise.
  std::atomic<std::int64_t> completed = 0, failed = 0;
};

}  // namespace fairlead::workers
