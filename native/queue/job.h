// What travels between the queue's store, its runner and the handlers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "core/job/failure.h"
#include "core/job/job.h"

namespace fairlead::queue {

/// The right to write to a job: only as long as no newer lease was given and the job still runs.
struct Hold {
  std::string tenant;
  std::int64_t id = 0;
  std::int64_t lease = 0;
};

/// A job that this worker holds.
struct ClaimedJob {
  std::string tenant;
  std::int64_t id = 0;
  std::string type;
  std::string payload;  ///< JSON text
  std::optional<std::string> account, message;
  std::optional<std::string> traceParent;  ///< W3C Trace Context, of who asked for the job
  job::Job rule;                           ///< as it was claimed: lease, attempts, times
  job::Micros createdAt = 0;
  job::Micros dueAt = 0;  ///< since when it waited for a worker

  Hold hold() const { return {tenant, id, rule.lease}; }
};

/// How an attempt ended.
struct Completed {};
/// Not now, but at `until`: free of charge.
struct Snooze {
  job::Micros until = 0;
};
/// Given back unfinished, due at once: free of charge. For a worker that must stop.
struct Released {};
using Ending = std::variant<Completed, job::Failure, Snooze, Released>;

struct Ended {
  const ClaimedJob* job = nullptr;
  Ending how;
};

}  // namespace fairlead::queue
