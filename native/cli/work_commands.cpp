// fairlead work embed
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "native/cli/program.h"
#include "native/cli/uuid_option.h"
#include "native/cli/work_queue_command.h"
#include "native/cli/work_report.h"
#include "native/workers/embed/run_log.h"
#include "native/workers/embed/worker.h"
#include "native/workers/log.h"
#include "native/workers/stop.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;
using postgres::Connection;
using workers::WorkerOptions;

struct EmbedOptions {
  bool once = false;
  bool dry_run = false;
  std::optional<std::string> database_url, base_url, tenant, budget_usd, limit, batch_items,
      batch_tokens, max_attempts, timeout_ms, poll_interval_ms;
  std::string log_level = "info";
};

Result<WorkerOptions> readSettings(const Context& context, const EmbedOptions& given) {
  SettingsReader in(context.settings);
  WorkerOptions options;
  options.databaseUrl = in.url(
      {"FAIRLEAD_WORKER_URL", "--database-url", "PostgreSQL URL of the role fairlead_worker"},
      given.database_url, {"postgres://", "postgresql://"});
  options.baseUrl = in.url({"EMBEDDING_BASE_URL", "--base-url",
                            "URL of the model API up to its version, such as .../v1"},
                           given.base_url, {"http://", "https://"}, "http://127.0.0.1:8791/v1");
  if (options.baseUrl.ends_with('/')) options.baseUrl.pop_back();
  options.http.bearer = in.optional({"EMBEDDING_API_KEY", "", "key of the model API"}).value_or("");
  options.http.timeout = std::chrono::milliseconds(
      in.integer({"EMBEDDING_TIMEOUT_MS", "--timeout-ms", "longest time of one call"},
                 given.timeout_ms, 30'000, 100, 600'000));
  options.pollInterval = std::chrono::milliseconds(
      in.integer({"EMBEDDING_POLL_MS", "--poll-ms", "time between two passes"},
                 given.poll_interval_ms, 5'000, 100, 86'400'000));
  options.plan.tenant = given.tenant;
  embedding::Budget& budget = options.plan.budget;
  budget.limit = in.integer({"EMBEDDING_LIMIT", "--limit", "rows of one pass"}, given.limit, 500, 0,
                            1'000'000);
  budget.maxCostUsd =
      in.amount({"EMBEDDING_BUDGET_USD", "--budget-usd", "cost cap of one pass"}, given.budget_usd);
  budget.batchItems = in.integer({"EMBEDDING_BATCH_ITEMS", "--batch-items", "rows of one call"},
                                 given.batch_items, 64, 1, 2048);
  budget.batchTokens =
      in.integer({"EMBEDDING_BATCH_TOKENS", "--batch-tokens", "tokens of one call"},
                 given.batch_tokens, 16'000, 1, 1'000'000);
  budget.maxAttempts =
      in.integer({"EMBEDDING_MAX_ATTEMPTS", "--max-attempts", "calls for one batch"},
                 given.max_attempts, 3, 1, 20);
  if (auto complete = in.finish(); !complete) return std::unexpected(complete.error());
  return options;
}

Result<ExitCode> runOnce(const Context& context, const WorkerOptions& options, bool dryRun) {
  auto connection =
      Connection::open(options.databaseUrl, {.application_name = workers::kApplicationName});
  if (!connection) return std::unexpected(connection.error());
  auto plan = workers::makePlan(*connection, options.plan);
  if (!plan) return std::unexpected(plan.error());
  if (dryRun) {
    reportPlan(context.output, *plan);
    return kDone;
  }
  if (auto closed = workers::closeLostRuns(*connection); !closed)
    return std::unexpected(closed.error());
  const auto pass = workers::executePlan(*connection, options, std::move(*plan));
  if (!pass) return std::unexpected(pass.error());
  reportPass(context.output, *pass);
  if (pass->outcome.stopped) return kUnavailable;
  return pass->outcome.complete() ? kDone : kNo;
}

Result<ExitCode> embed(const Context& context, const EmbedOptions& given) {
  const auto options = readSettings(context, given);
  if (!options) return std::unexpected(options.error());
  workers::setLogLevel(given.log_level);
  workers::stopOnSignals();
  if (given.once || given.dry_run) return runOnce(context, *options, given.dry_run);
  workers::workUntilStopped(*options,
                            [&](const workers::Pass& pass) { reportPass(context.output, pass); });
  return kDone;
}

void addSettings(CLI::App& command, EmbedOptions& given) {
  command.add_option("--database-url", given.database_url, "FAIRLEAD_WORKER_URL");
  command.add_option("--base-url", given.base_url, "EMBEDDING_BASE_URL");
  command.add_option("--limit", given.limit, "Rows of one pass (EMBEDDING_LIMIT, 500)");
  command.add_option("--budget-usd", given.budget_usd,
                     "Cost cap of one pass, by the plan's estimate (EMBEDDING_BUDGET_USD)");
  command.add_option("--batch-items", given.batch_items,
                     "Rows of one call (EMBEDDING_BATCH_ITEMS, 64)");
  command.add_option("--batch-tokens", given.batch_tokens,
                     "Tokens of one call (EMBEDDING_BATCH_TOKENS, 16000)");
  command.add_option("--max-attempts", given.max_attempts,
                     "Calls for one batch at worst (EMBEDDING_MAX_ATTEMPTS, 3)");
  command.add_option("--timeout-ms", given.timeout_ms,
                     "Longest time of one call (EMBEDDING_TIMEOUT_MS, 30000)");
  command.add_option("--poll-ms", given.poll_interval_ms,
                     "Time between two passes without --once (EMBEDDING_POLL_MS, 5000)");
}

constexpr const char* kWorkFooter = R"(
Examples:
  fairlead --config .data/secrets.env work embed --dry-run
  fairlead --config .data/secrets.env work embed --once --limit 100 --budget-usd 0.01
  fairlead --config .data/secrets.env work embed        until SIGTERM

The key of the model API is read from EMBEDDING_API_KEY only, never from the command line.
Exit codes: 0 done, 1 some rows failed or were deferred, 4 the model API or PostgreSQL gave out.
)";

}  // namespace

void addWorkCommands(CLI::App& app, Program& program) {
  auto given = std::make_shared<EmbedOptions>();
  CLI::App* work = app.add_subcommand("work", "Run a worker");
  work->require_subcommand(1);
  CLI::App* command = work->add_subcommand("embed", "Keep the vectors of changed rows fresh");
  command->add_flag("--once", given->once, "One pass instead of running until SIGTERM");
  command->add_flag("--dry-run", given->dry_run, "Show the plan of a pass; call and write nothing");
  command->add_option("--tenant", given->tenant, "Only this tenant")->transform(kUuid);
  command->add_option("--log-level", given->log_level, "Of the log on standard error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
      ->capture_default_str();
  addSettings(*command, *given);
  addWorkQueueCommand(*work, program);
  command->footer(kWorkFooter);
  command->callback([&program, given] {
    program.command = [given](const Context& context) { return embed(context, *given); };
  });
}

}  // namespace fairlead::cli
