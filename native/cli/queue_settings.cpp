#include "native/cli/queue_settings.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <unistd.h>

#include "native/credentials/key_ring.h"
#include "native/jobs/graph_extraction.h"
#include "native/jobs/mail_summary.h"

namespace fairlead::cli {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kMistralUrl = "https://api.mistral.ai/v1";

constexpr Setting kKey{"MISTRAL_API_KEY", "", "key of the model API"};
constexpr Setting kHeartbeat{"AI_HEARTBEAT_MS", "", "time between two heartbeats"};
constexpr Setting kHeartbeatGrace{"AI_HEARTBEAT_GRACE_MS", "", "how late a heartbeat may be"};
constexpr Setting kTimeBudget{"AI_TIME_BUDGET_MS", "", "longest time of one attempt"};

struct JobType {
  std::string_view name;
  bool asksModel;
};
constexpr JobType kJobTypes[] = {{jobs::MailSummary::kType, true},
                                 {jobs::GraphExtraction::kType, true},
                                 {"source_ingestion", false},
                                 {"deep_scrub", false}};

std::string hostAndProcess() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return fmt::format("{}-{}", name, getpid());
}

// Where the API is Mistral's own, it is not asked without a key.
void readApi(SettingsReader& in, const QueueFlags& flags, jobs::ModelSettings& model) {
  const Setting url{"AI_BASE_URL", "--base-url",
                    "URL of the model API up to its version, such as .../v1"};
  const bool own = in.optional(url, flags.base_url).has_value();
  model.model.base_url =
      in.url(url, flags.base_url, {"http://", "https://"}, std::string(kMistralUrl));
  if (model.model.base_url.ends_with('/')) model.model.base_url.pop_back();
  model.http.bearer = own ? in.optional(kKey).value_or("") : in.required(kKey);
  const bool isMistral = model.model.base_url == kMistralUrl;
  model.provider = in.optional({"AI_PROVIDER", "", "whose breaker and quota hold"})
                       .value_or(isMistral ? "mistral" : "model");
}

jobs::ModelSettings readModel(SettingsReader& in, const QueueFlags& flags) {
  jobs::ModelSettings model;
  readApi(in, flags, model);
  model.model.model_id =
      in.optional({"AI_MODEL", "", "the model to ask"}).value_or("mistral-small-latest");
  model.model.max_tokens =
      in.integer({"AI_MAX_TOKENS", "", "tokens of an answer"}, {}, 800, 1, 32'768);
  model.model.temperature = in.number({"AI_TEMPERATURE", "", "of the model"}, {}, 0.3, 0, 2);
  model.maxChars = static_cast<std::size_t>(in.integer(
      {"AI_MAX_CHARS", "", "characters of a text that are sent"}, {}, 4'000, 1, 1'000'000));
  model.maxAttempts =
      static_cast<int>(in.integer({"AI_MAX_ATTEMPTS", "", "charged failures until a job is dead"},
                                  {}, 5, 1, job::kMostAttempts));
  model.http.timeout = milliseconds(
      in.integer({"AI_TIMEOUT_MS", "", "longest time of one call"}, {}, 60'000, 100, 600'000));
  model.price.prompt =
      in.amount({"AI_PROMPT_USD", "", "price of a million tokens sent"}, {}).value_or(0);
  model.price.completion =
      in.amount({"AI_COMPLETION_USD", "", "price of a million tokens written"}, {}).value_or(0);
  return model;
}

queue::ProviderRules readProvider(SettingsReader& in, std::string name) {
  queue::ProviderRules rules{.name = std::move(name)};
  const auto rate =
      in.integer({"AI_RATE_PER_MINUTE", "", "jobs of the fleet that may ask, 0 is any"}, {}, 0, 0,
                 job::kMaxRateTokens);
  if (rate > 0) rules.rate = {.tokens = rate, .period = job::kMinute, .capacity = rate};
  rules.limit = static_cast<int>(
      in.integer({"AI_PROVIDER_LIMIT", "", "jobs of the fleet that run at once, 0 is any"}, {}, 0,
                 0, 100'000));
  return rules;
}

job::Micros days(SettingsReader& in, const char* name, std::int64_t fallback) {
  constexpr std::int64_t kLongest = 36'500;
  return in.integer({name, "", "days that such jobs are kept, 0 is for good"}, {}, fallback, 0,
                    kLongest) *
         job::kDay;
}

milliseconds readMs(SettingsReader& in, const Setting& setting,
                    const std::optional<std::string>& flag, std::int64_t fallback,
                    std::int64_t least) {
  constexpr std::int64_t kLongest = 86'400'000;
  return milliseconds(in.integer(setting, flag, fallback, least, kLongest));
}

// One for all types, and one for each that has its own: AI_TIME_BUDGET_MS_GRAPH_EXTRACTION.
std::map<std::string_view, milliseconds> readTimeBudgets(SettingsReader& in) {
  constexpr std::int64_t kLeast = 100;
  const milliseconds usual = readMs(in, kTimeBudget, {}, 300'000, kLeast);
  std::map<std::string_view, milliseconds> budgets;
  for (const JobType& type : kJobTypes) {
    std::string name = fmt::format("{}_{}", kTimeBudget.name, type.name);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    budgets[type.name] = readMs(in, {name, "", kTimeBudget.what}, {}, usual.count(), kLeast);
  }
  return budgets;
}

workers::RunnerOptions readRunner(SettingsReader& in, const QueueFlags& flags) {
  workers::RunnerOptions options;
  options.worker = hostAndProcess();
  options.once = flags.once;
  options.databaseUrl = in.url(
      {"FAIRLEAD_WORKER_URL", "--database-url", "PostgreSQL URL of the role fairlead_worker"},
      flags.database_url, {"postgres://", "postgresql://"});
  options.batch = static_cast<int>(in.integer(
      {"AI_JOBS_BATCH", "--batch", "jobs that one claim takes"}, flags.batch, 5, 1, 1'000));
  options.concurrency =
      static_cast<int>(in.integer({"AI_CONCURRENCY", "--concurrency", "jobs at once, of each type"},
                                  flags.concurrency, 5, 1, 256));
  options.connections = static_cast<int>(in.integer(
      {"AI_CONNECTIONS", "", "database connections for jobs, 0 is one for each"}, {}, 0, 0, 1'000));
  constexpr std::chrono::milliseconds kUsual = postgres::kWorkersAnswerTimeout;
  options.answerTimeout = readMs(
      in, {"AI_DATABASE_TIMEOUT_MS", "", "silence of PostgreSQL until a connection is given up"},
      {}, kUsual.count(), 100);
  constexpr double kShortestIdle = 0.05, kLongestIdle = 3'600;
  options.idle = milliseconds(static_cast<std::int64_t>(
      1'000 * in.number({"AI_IDLE_SLEEP", "--idle", "seconds between claims where nothing is due"},
                        flags.idle, 5, kShortestIdle, kLongestIdle)));
  options.grace = readMs(in, {"AI_DRAIN_MS", "--grace-ms", "time for jobs under way at a stop"},
                         flags.grace_ms, 25'000, 0);
  options.retention = {.succeeded = days(in, "AI_KEEP_SUCCEEDED_DAYS", 7),
                       .cancelled = days(in, "AI_KEEP_CANCELLED_DAYS", 30),
                       .dead = days(in, "AI_KEEP_DEAD_DAYS", 90)};
  return options;
}

std::string readMetricsAddress(SettingsReader& in, const QueueFlags& flags) {
  constexpr std::int64_t kNone = 0, kLargest = 65'535;
  const auto port = in.integer({"AI_METRICS_PORT", "--metrics-port", "port of GET /metrics"},
                               flags.metrics_port, kNone, 1, kLargest);
  const auto address =
      in.optional({"AI_METRICS_ADDRESS", "", "where it listens"}).value_or("127.0.0.1");
  return port == kNone ? std::string() : fmt::format("{}:{}", address, port);
}

// Summaries need no account's token, but a faulty key is better told now than when one is read.
void checkFernetKey(SettingsReader& in) {
  const Setting setting{"FERNET_KEY", "", "keys of the mail accounts' tokens"};
  auto text = in.optional(setting);
  if (text && !credentials::KeyRing::parse(std::move(*text))) {
    in.fault(setting, "must hold Fernet keys separated by commas");
  }
}

}  // namespace

Result<QueueSettings> readQueueSettings(const Settings& settings, const QueueFlags& flags) {
  SettingsReader in(settings);
  QueueSettings read;
  read.runner = readRunner(in, flags);
  read.model = readModel(in, flags);
  read.provider = readProvider(in, read.model.provider);
  read.heartbeatEvery = readMs(in, kHeartbeat, {}, 10'000, 50);
  read.heartbeatGrace = readMs(in, kHeartbeatGrace, {}, 30'000, 50);
  read.timeBudgets = readTimeBudgets(in);
  read.summaries = in.boolean({"AI_SUMM_ENABLED", "", "whether mails are summarised"}, true);
  in.boolean({"WORKER_MODE", "", "whether new mails ask for a summary"}, false);
  read.metricsAddress = readMetricsAddress(in, flags);
  checkFernetKey(in);
  if (auto complete = in.finish(); !complete) return std::unexpected(complete.error());
  return read;
}

Handlers handlersFor(const QueueSettings& settings, const QueueFlags& flags) {
  const auto wanted = [&](std::string_view type) {
    return flags.types.empty() || std::ranges::find(flags.types, type) != flags.types.end();
  };
  Handlers handlers;
  if (settings.summaries && wanted(jobs::MailSummary::kType)) {
    handlers.push_back(std::make_unique<jobs::MailSummary>(settings.model));
  }
  if (wanted(jobs::GraphExtraction::kType)) {
    handlers.push_back(std::make_unique<jobs::GraphExtraction>(settings.model));
  }
  return handlers;
}

queue::Rules rulesFor(const QueueSettings& settings) {
  const auto micros = [](milliseconds time) { return time.count() * 1000; };
  job::Policy policy{.maxAttempts = settings.model.maxAttempts};
  policy.heartbeatEvery = micros(settings.heartbeatEvery);
  policy.heartbeatGrace = micros(settings.heartbeatGrace);
  queue::Rules rules{.types = {}, .providers = {settings.provider}};
  for (const JobType& type : kJobTypes) {
    policy.timeBudget = micros(settings.timeBudgets.at(type.name));
    rules.types.push_back(
        {std::string(type.name), type.asksModel ? settings.model.provider : "", policy});
  }
  return rules;
}

}  // namespace fairlead::cli
