#include "native/workers/embed/worker.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "native/workers/embed/run_log.h"
#include "native/workers/log.h"
#include "native/workers/stop.h"

namespace fairlead::workers {
namespace {

using postgres::Connection;
using std::chrono::milliseconds;

constexpr milliseconds kLongestPause{300'000};

// The models that can be asked for a length, so that their vectors fit the column's.
bool takesDimensions(std::string_view modelId) {
  return modelId.starts_with("text-embedding-3");
}

provider::EmbeddingsClient clientFor(const WorkerOptions& options, const ServingModel& serving) {
  const embedding::ModelVersion& version = serving.model.version;
  return {{.base_url = options.baseUrl,
           .model_id = version.modelId,
           .dimensions = static_cast<std::size_t>(version.dimensions),
           .takes_dimensions = takesDimensions(version.modelId)},
          options.http};
}

bool hasWork(const RunPlan& plan) {
  return std::ranges::any_of(plan.models, [](const ModelPlan& model) {
    return !model.plan.batches.empty() || !model.unchanged.empty();
  });
}

Result<void> executeModels(Connection& connection, const WorkerOptions& options,
                           const RunPlan& plan, Outcome& outcome) {
  for (const ModelPlan& model : plan.models) {
    auto client = clientFor(options, model.serving);
    Executor executor(connection, client, model, plan.maxAttempts, options.pauses, outcome);
    if (auto done = executor.run(); !done) return done;
  }
  return {};
}

void logPass(const Pass& pass) {
  const Outcome& outcome = pass.outcome;
  log(LogLevel::kInfo, "embed_pass_done",
      {{"run_id", pass.runId},
       {"embedded", outcome.embedded},
       {"unchanged", outcome.unchanged},
       {"passed_over", outcome.passedOver},
       {"deferred", outcome.deferred},
       {"failed", outcome.failed.size()},
       {"tokens", outcome.tokens},
       {"cost_usd", outcome.costUsd}});
}

Result<Pass> passOnce(std::optional<Connection>& connection, const WorkerOptions& options) {
  if (!connection || !connection->usable()) {
    auto opened = Connection::open(options.databaseUrl, {.application_name = kApplicationName});
    if (!opened) return std::unexpected(opened.error());
    connection.emplace(std::move(*opened));
    if (auto closed = closeLostRuns(*connection); !closed) return std::unexpected(closed.error());
  }
  auto plan = makePlan(*connection, options.plan);
  if (!plan) return std::unexpected(plan.error());
  return executePlan(*connection, options, std::move(*plan));
}

// How long to leave the provider and the database alone after a pass.
milliseconds pauseAfter(const Result<Pass>& pass, const WorkerOptions& options, milliseconds last) {
  if (pass && !pass->outcome.stopped) return options.pollInterval;
  const auto longer = std::min(kLongestPause, last * 2);
  if (!pass || !pass->outcome.stopped->retry_after) return longer;
  return std::max<milliseconds>(options.pollInterval, *pass->outcome.stopped->retry_after);
}

}  // namespace

Result<void> closeLostRuns(Connection& connection) {
  const auto ended = endLostRuns(connection);
  if (!ended) return std::unexpected(ended.error());
  if (*ended > 0) log(LogLevel::kWarning, "embed_runs_lost", {{"rows", *ended}});
  return {};
}

Result<Pass> executePlan(Connection& connection, const WorkerOptions& options, RunPlan plan) {
  Pass pass{.plan = std::move(plan), .outcome = {}, .runId = {}};
  if (!hasWork(pass.plan)) return pass;
  auto runId = openRun(connection, pass.plan);
  if (!runId) return std::unexpected(runId.error());
  pass.runId = std::move(*runId);
  if (auto done = executeModels(connection, options, pass.plan, pass.outcome); !done) {
    return std::unexpected(done.error());
  }
  if (auto done = closeRun(connection, pass.runId, pass.plan, pass.outcome); !done) {
    return std::unexpected(done.error());
  }
  logPass(pass);
  return pass;
}

void workUntilStopped(WorkerOptions options, const std::function<void(const Pass&)>& report) {
  std::optional<Connection> connection;
  milliseconds pause = options.pollInterval;
  do {
    const auto pass = passOnce(connection, options);
    if (!pass) {
      log(LogLevel::kError, "embed_pass_failed",
          {{"code", pass.error().code}, {"message", pass.error().message}});
    } else {
      if (!pass->runId.empty()) report(*pass);
      for (const FailedRow& row : pass->outcome.failed) {
        options.plan.setAside.insert({row.table, row.id, row.updatedAt});
      }
      if (pass->outcome.stopped) {
        log(LogLevel::kError, "embed_pass_stopped",
            {{"code", pass->outcome.stopped->error.code},
             {"message", pass->outcome.stopped->error.message}});
      }
    }
    pause = pauseAfter(pass, options, pause);
  } while (pauseFor(pause));
}

}  // namespace fairlead::workers
