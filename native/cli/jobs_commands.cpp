// fairlead jobs list | show | dead | stats | requeue | cancel | snooze | enqueue | retention run
#include "native/cli/jobs_commands.h"

#include <charconv>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "native/cli/uuid_option.h"
#include "native/queue/postgres_store.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;

const CLI::Validator kSpan(
    [](std::string& text) {
      return parseSpan(text) ? std::string()
                             : fmt::format("\"{}\" is no time such as 90s, 15m, 2h or 7d", text);
    },
    "TIME");

// As the database's constraint valid_job_type has them.
const CLI::IsMember kJobType({"email_summarize_v1", "graph_extraction", "source_ingestion",
                              "deep_scrub"});

constexpr const char* kJobsFooter = R"(
Examples:
  fairlead --config .data/secrets.env jobs stats --watch
  fairlead jobs dead
  fairlead jobs requeue --code MISTRAL_FAILED --since 2d
  fairlead jobs requeue --id 4711
  fairlead jobs cancel --type graph_extraction --tenant …
  fairlead jobs snooze --type email_summarize_v1 --for 2h
  fairlead jobs enqueue --type email_summarize_v1 --account … --message …
  fairlead jobs retention run --succeeded-days 1

Commands that change jobs want at least one filter, or --all. `requeue` takes dead jobs, unless
--state or --id names others.
Exit codes: 0 done, 1 no such job, 2 usage or settings, 4 PostgreSQL cannot be reached.
)";

class JobsGroup {
 public:
  JobsGroup(CLI::App& app, Program& program, std::shared_ptr<JobsOptions> options)
      : program_(program), options_(std::move(options)) {
    group_ = app.add_subcommand("jobs", "Look at the queue's jobs and change them");
    group_->require_subcommand(1);
    group_->footer(kJobsFooter);
    group_->add_option("--database-url", options_->database_url, "FAIRLEAD_WORKER_URL");
  }

  CLI::App* add(const char* name, const char* what, JobsCommand& run) {
    return addTo(*group_, name, what, run);
  }
  CLI::App* addTo(CLI::App& group, const char* name, const char* what, JobsCommand& run) {
    CLI::App* command = group.add_subcommand(name, what);
    command->callback([&program = program_, options = options_, &run] {
      program.command = [options, &run](const Context& context) { return run(context, *options); };
    });
    return command;
  }
  CLI::App* group() { return group_; }

 private:
  Program& program_;
  std::shared_ptr<JobsOptions> options_;
  CLI::App* group_;
};

void addFilter(CLI::App& command, JobsOptions& options) {
  command.add_option("--id", options.id, "The job of this number")->check(CLI::PositiveNumber);
  command.add_option("--type", options.type, "Jobs of this type")->check(kJobType);
  command.add_option("--tenant", options.tenant, "Jobs of this tenant")->transform(kUuid);
  command.add_option("--code", options.code, "Jobs whose last failure had this code");
  command.add_option("--since", options.since, "Jobs that changed within this time, such as 2h")
      ->check(kSpan);
  command.add_option("--state", options.state, "Jobs in this state")
      ->check(CLI::IsMember({"queued", "running", "succeeded", "dead", "cancelled"}));
}

void addChanges(JobsGroup& jobs, JobsOptions& options) {
  const auto change = [&](const char* name, const char* what, JobsCommand& run) {
    CLI::App* command = jobs.add(name, what, run);
    addFilter(*command, options);
    command->add_flag("--all", options.all, "All jobs, where no filter is given");
    return command;
  };
  change("requeue", "Queue finished jobs again, with nothing charged", requeueJobs);
  change("cancel", "End jobs that have not ended; their workers are told", cancelJobs);
  change("snooze", "Put queued jobs off", snoozeJobs)
      ->add_option("--for", options.delay, "How long, such as 2h")
      ->required()
      ->check(kSpan);
}

void addEnqueue(JobsGroup& jobs, JobsOptions& options) {
  CLI::App* command = jobs.add("enqueue", "Ask for a job", enqueueJob);
  command->add_option("--type", options.type, "The job type")->required()->check(kJobType);
  command->add_option("--tenant", options.tenant, "Whose job it is; left out, the account tells it")
      ->transform(kUuid);
  command->add_option("--account", options.account, "Mail account")->transform(kUuid);
  command->add_option("--message", options.message, "The mail's id in that account");
  command->add_option("--key", options.key, "Jobs of the same type and key are one");
  command->add_option("--payload", options.payload, "A JSON object")->capture_default_str();
  command->add_option("--priority", options.priority, "Lower goes first")
      ->check(CLI::Range(0, 32'000))
      ->capture_default_str();
  command->add_option("--in", options.delay, "Not before this time, such as 10m")->check(kSpan);
}

void addRetention(JobsGroup& jobs, JobsOptions& options) {
  CLI::App* retention = jobs.group()->add_subcommand("retention", "Delete what finished long ago");
  retention->require_subcommand(1);
  CLI::App* run = jobs.addTo(*retention, "run", "Delete it now", sweepJobs);
  const auto days = [&](const char* name, const char* what, std::int64_t& value) {
    constexpr int kLongest = 36'500;
    run->add_option(name, value, what)->check(CLI::Range(0, kLongest))->capture_default_str();
  };
  days("--succeeded-days", "Days that succeeded jobs are kept; 0 is for good",
       options.succeeded_days);
  days("--cancelled-days", "Days that cancelled jobs are kept", options.cancelled_days);
  days("--dead-days", "Days that dead jobs are kept", options.dead_days);
}

}  // namespace

std::optional<job::Micros> parseSpan(std::string_view text) {
  std::int64_t count = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  constexpr std::int64_t kMost = 100'000;
  if (error != std::errc() || end + 1 != last || count < 0 || count > kMost) return std::nullopt;
  switch (*end) {
    case 's':
      return count * job::kSecond;
    case 'm':
      return count * job::kMinute;
    case 'h':
      return count * job::kHour;
    case 'd':
      return count * job::kDay;
    default:
      return std::nullopt;
  }
}

std::string timeOf(job::Micros moment) {
  return fmt::format("{:%F %T}", fmt::gmtime(static_cast<std::time_t>(moment / job::kSecond)));
}

Result<std::unique_ptr<queue::JobStore>> openQueue(const Context& context,
                                                   const JobsOptions& options) {
  SettingsReader in(context.settings);
  auto url = in.url(
      {"FAIRLEAD_WORKER_URL", "--database-url", "PostgreSQL URL of the role fairlead_worker"},
      options.database_url, {"postgres://", "postgresql://"});
  if (auto complete = in.finish(); !complete) return std::unexpected(complete.error());
  auto opened =
      queue::PostgresStore::open(std::move(url), {}, {.application_name = "fairlead jobs"});
  if (!opened) return std::unexpected(std::move(opened.error()));
  return std::unique_ptr<queue::JobStore>(std::move(*opened));
}

Result<queue::JobFilter> filterOf(const JobsOptions& options, queue::JobStore& store) {
  queue::JobFilter filter{
      .id = options.id, .tenant = options.tenant, .type = options.type, .errorCode = options.code};
  for (std::size_t i = 0; options.state && i < std::size(job::kStateNames); ++i) {
    if (job::kStateNames[i] == *options.state) filter.state = static_cast<job::State>(i);
  }
  if (options.since) {
    const auto now = store.now();
    if (!now) return std::unexpected(now.error());
    filter.since = *now - parseSpan(*options.since).value_or(0);
  }
  return filter;
}

void addJobsCommands(CLI::App& app, Program& program) {
  auto options = std::make_shared<JobsOptions>();
  JobsGroup jobs(app, program, options);
  CLI::App* list = jobs.add("list", "List jobs, the last changed first", listJobs);
  addFilter(*list, *options);
  CLI::App* dead = jobs.add("dead", "List dead jobs", listDeadJobs);
  addFilter(*dead, *options);
  for (CLI::App* command : {list, dead}) {
    command->add_option("--limit", options->limit, "At most so many")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
  }
  jobs.add("show", "Show one job, and what comes next", showJob)
      ->add_option("id", options->id, "The job's number")
      ->required();
  CLI::App* stats = jobs.add("stats", "Depth and age by type and state, and breakers", jobStats);
  stats->add_flag("--watch", options->watch, "Until Ctrl-C, drawn anew each time");
  stats->add_option("--every", options->every, "Seconds between two looks")
      ->check(CLI::Range(0.1, 3'600.0))
      ->capture_default_str();
  addChanges(jobs, *options);
  addEnqueue(jobs, *options);
  addRetention(jobs, *options);
}

}  // namespace fairlead::cli
