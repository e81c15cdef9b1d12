// What people, and the queue's own housekeeping, ask of the store, and what they are told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/job/decide.h"
#include "core/job/job.h"
#include "core/job/provider.h"

namespace fairlead::queue {

/// Which jobs; what is not named is not asked about.
struct JobFilter {
  std::optional<std::int64_t> id = {};
  std::optional<std::string> tenant = {}, type = {};
  std::optional<job::State> state = {};
  std::optional<std::string> errorCode = {};  ///< of the last failure
  /// By the last change.
  std::optional<job::Micros> since = {}, before = {};
};

struct JobRow {
  std::string tenant;
  std::int64_t id = 0;
  std::string type;
  std::string dedupeKey;
  int priority = 100;
  job::Job rule;
  job::Micros createdAt = 0, updatedAt = 0;
};

/// A job that was taken back from its holder.
struct Rescued {
  std::string tenant;
  std::int64_t id = 0;
  std::string type;
  std::optional<std::string> traceParent;
  job::Job held;  ///< as it was until then
  job::Decision decision;
};

/// A cron entry's job.
struct Fired {
  std::string tenant;
  std::string name;
  std::int64_t job = 0;
  job::Micros at = 0;  ///< the time that the schedule named
};

/// A cron entry whose schedule is none: it asks for nothing until it is mended.
struct CronFault {
  std::string tenant;
  std::string name;
  std::string message;  ///< what is wrong, and how it is written

  bool operator==(const CronFault& other) const = default;
};

/// What a look at the cron entries came to.
struct CronRound {
  std::vector<Fired> fired;
  std::vector<CronFault> faults;  ///< of all entries that are enabled, each time
};

/// How long finished jobs are kept, by state. Zero is for good.
struct Retention {
  job::Micros succeeded = 7 * job::kDay;
  job::Micros cancelled = 30 * job::kDay;
  job::Micros dead = 90 * job::kDay;
};

/// How many jobs of a type are in a state, and since when the oldest is.
struct Depth {
  std::string type;
  job::State state = job::State::kQueued;
  std::int64_t count = 0;
  std::int64_t due = 0;       ///< queued: those that wait for nothing but a worker
  job::Micros oldestAge = 0;  ///< queued: since the oldest due one was due; else since its change
};

struct ProviderRow {
  std::string name;
  job::Provider state;
};

}  // namespace fairlead::queue
