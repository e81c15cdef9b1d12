// fairlead work queue
#include "native/cli/work_queue_command.h"

#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "native/cli/program.h"
#include "native/cli/queue_settings.h"
#include "native/queue/postgres_store.h"
#include "native/workers/log.h"
#include "native/workers/queue/runner.h"
#include "native/workers/stop.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;
using workers::LogLevel;
using workers::RunnerEnd;

constexpr const char* kApplication = "fairlead work queue";

workers::OpenStore storesOf(const workers::RunnerOptions& runner) {
  const postgres::ConnectOptions options = {.application_name = kApplication,
                                            .answer_timeout = runner.answerTimeout};
  return [url = runner.databaseUrl, rules = runner.rules,
          options]() -> Result<std::unique_ptr<queue::JobStore>> {
    auto opened = queue::PostgresStore::open(url, rules, options);
    if (!opened) return std::unexpected(std::move(opened.error()));
    return std::unique_ptr<queue::JobStore>(std::move(*opened));
  };
}

void logStart(const QueueSettings& settings, const Handlers& handlers) {
  if (!settings.summaries) {
    workers::log(LogLevel::kWarning, "summaries_off", {{"setting", "AI_SUMM_ENABLED"}});
  }
  for (const auto& handler : handlers) {
    workers::log(LogLevel::kInfo, "queue_started",
                 {{"worker", std::string_view(settings.runner.worker)},
                  {"type", handler->type()},
                  {"provider", handler->provider()},
                  {"model", std::string_view(settings.model.model.model_id)},
                  {"concurrency", settings.runner.concurrency},
                  {"batch", settings.runner.batch}});
  }
}

ExitCode report(const Output& output, const RunnerEnd& end) {
  output.line(fmt::format("{} jobs done, {} failed or given back", end.completed, end.failed));
  output.value([&](json::Writer& out) {
    out.beginObject();
    out.member("completed", end.completed);
    out.member("failed", end.failed);
    out.endObject();
  });
  return end.failed == 0 ? kDone : kNo;
}

// Handlers that hang in a call cannot be waited for. Their jobs were given back.
[[noreturn]] void leaveAtOnce() {
  workers::log(LogLevel::kWarning, "queue_stopped_at_once");
  std::fflush(nullptr);
  _exit(kDone);
}

Result<ExitCode> run(const Context& context, QueueSettings settings, Handlers handlers) {
  const bool once = settings.runner.once;
  workers::stopOnSignals();
  logStart(settings, handlers);
  const workers::OpenStore open = settings.runner.openStore;
  workers::Runner runner(std::move(settings.runner), std::move(handlers));
  std::unique_ptr<workers::MetricsServer> metrics;
  if (!settings.metricsAddress.empty()) {
    auto opened = workers::MetricsServer::open(settings.metricsAddress, runner.metrics(), open);
    if (!opened) return std::unexpected(opened.error());
    metrics = std::move(*opened);
  }
  const RunnerEnd end = runner.run();
  if (end.gaveOut) return std::unexpected(*end.gaveOut);
  const ExitCode code = once ? report(context.output, end) : kDone;
  if (end.abandoned) leaveAtOnce();
  workers::log(LogLevel::kInfo, "queue_stopped");
  return code;
}

Result<ExitCode> workQueue(const Context& context, const QueueFlags& flags) {
  auto settings = readQueueSettings(context.settings, flags);
  if (!settings) return std::unexpected(settings.error());
  workers::setLogLevel(flags.log_level);
  auto handlers = handlersFor(*settings, flags);
  if (handlers.empty()) {
    return fail(
        "settings_summaries_off",
        "AI_SUMM_ENABLED is false, and no other type was asked for: there is nothing to do.");
  }
  settings->runner.rules = rulesFor(*settings);
  settings->runner.openStore = storesOf(settings->runner);
  return run(context, std::move(*settings), std::move(handlers));
}

constexpr const char* kQueueFooter = R"(
Examples:
  fairlead --config .data/secrets.env work queue        until SIGTERM
  fairlead --config .data/secrets.env work queue --once
  fairlead work queue --type email_summarize_v1 --concurrency 20 --metrics-port 9464

The key of the model API is read from MISTRAL_API_KEY only, never from the command line.
AI_SUMM_ENABLED=false keeps summaries off. docs/cli.md lists all settings.
The first SIGTERM finishes what is under way and gives the rest back; a second one ends at once.
Exit codes: 0 done; with --once: 1 some jobs failed, 4 PostgreSQL gave out.
)";

}  // namespace

void addWorkQueueCommand(CLI::App& work, Program& program) {
  auto flags = std::make_shared<QueueFlags>();
  CLI::App* command = work.add_subcommand("queue", "Run the jobs of the queue");
  command->add_flag("--once", flags->once, "Until nothing is due, instead of until SIGTERM");
  command->add_option("--type", flags->types, "Only jobs of this type; may be given again")
      ->check(CLI::IsMember({"email_summarize_v1", "graph_extraction"}));
  command->add_option("--database-url", flags->database_url, "FAIRLEAD_WORKER_URL");
  command->add_option("--base-url", flags->base_url, "AI_BASE_URL");
  command->add_option("--batch", flags->batch, "Jobs that one claim takes (AI_JOBS_BATCH, 5)");
  command->add_option("--concurrency", flags->concurrency,
                      "Jobs at once, of each type (AI_CONCURRENCY, 5)");
  command->add_option("--idle", flags->idle,
                      "Seconds between claims where nothing is due (AI_IDLE_SLEEP, 5)");
  command->add_option("--grace-ms", flags->grace_ms,
                      "Time for jobs under way at a stop (AI_DRAIN_MS, 25000)");
  command->add_option("--metrics-port", flags->metrics_port,
                      "Serve GET /metrics for Prometheus (AI_METRICS_PORT, none)");
  command->add_option("--log-level", flags->log_level, "Of the log on standard error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
      ->capture_default_str();
  command->footer(kQueueFooter);
  command->callback([&program, flags] {
    program.command = [flags](const Context& context) { return workQueue(context, *flags); };
  });
}

}  // namespace fairlead::cli
