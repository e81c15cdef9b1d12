// The settings of `fairlead work queue`. Documented in docs/cli.md.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "native/cli/settings.h"
#include "native/jobs/asker.h"
#include "native/queue/handler.h"
#include "native/workers/queue/runner_state.h"

namespace fairlead::cli {

/// What stands on the command line.
struct QueueFlags {
  bool once = false;
  std::vector<std::string> types;  ///< empty is all
  std::optional<std::string> database_url, base_url, batch, concurrency, idle, grace_ms,
      metrics_port;
  std::string log_level = "info";
};

struct QueueSettings {
  /// Without rules and store, which depend on the handlers.
  workers::RunnerOptions runner;
  jobs::ModelSettings model;
  queue::ProviderRules provider;
  std::chrono::milliseconds heartbeatEvery{}, heartbeatGrace{};
  /// The longest time of one attempt, by job type.
  std::map<std::string_view, std::chrono::milliseconds> timeBudgets;
  bool summaries = true;
  /// "127.0.0.1:9464"; empty where no metrics are served.
  std::string metricsAddress;
};

/// Error: settings_invalid, which lists every fault at once.
Result<QueueSettings> readQueueSettings(const Settings& settings, const QueueFlags& flags);

using Handlers = std::vector<std::unique_ptr<queue::JobHandler>>;

/// The handlers of the types that are asked for and switched on.
Handlers handlersFor(const QueueSettings& settings, const QueueFlags& flags);

/// The rules of all job types, whichever this worker runs: its housekeeping is for all, and all
/// workers of a fleet are to have the same.
queue::Rules rulesFor(const QueueSettings& settings);

}  // namespace fairlead::cli
