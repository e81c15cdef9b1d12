// What the `fairlead jobs` commands share.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "native/cli/program.h"
#include "native/queue/job_store.h"

namespace fairlead::cli {

/// What stands on the command line.
struct JobsOptions {
  std::optional<std::string> database_url;
  // Which jobs:
  std::optional<std::int64_t> id;
  std::optional<std::string> tenant, type, state, code, since;
  bool all = false;
  int limit = 50;
  // enqueue, snooze:
  std::string payload = "{}";
  std::optional<std::string> account, message, key, delay;
  int priority = 100;
  // stats:
  bool watch = false;
  double every = 1;
  // retention:
  std::int64_t succeeded_days = 7, cancelled_days = 30, dead_days = 90;
};

/// A store on the queue's database. Errors: settings_invalid, database_unavailable.
Result<std::unique_ptr<queue::JobStore>> openQueue(const Program::Context& context,
                                                   const JobsOptions& options);

/// The filter that the options name; "--since 2h" counts back from the database's clock.
Result<queue::JobFilter> filterOf(const JobsOptions& options, queue::JobStore& store);

/// "90s", "15m", "2h", "7d" in microseconds; nullopt for anything else.
std::optional<job::Micros> parseSpan(std::string_view text);

/// "2026-11-23 23:54:30", in UTC.
std::string timeOf(job::Micros moment);

// The commands, by file.
using JobsCommand = Result<ExitCode>(const Program::Context&, const JobsOptions&);
JobsCommand listJobs, showJob, listDeadJobs;                             // jobs_list.cpp
JobsCommand requeueJobs, cancelJobs, snoozeJobs, enqueueJob, sweepJobs;  // jobs_change.cpp
JobsCommand jobStats;                                                    // jobs_stats.cpp

}  // namespace fairlead::cli
