// What would become of a job: its whole timeline under given failures and outages, by the same
// rules and in no time at all.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/job/decide.h"
#include "core/job/failure.h"
#include "core/job/job.h"
#include "core/job/provider.h"

namespace fairlead::job {

/// Calls from `from`, up to but not at `to`, end in `failure`.
struct Outage {
  Micros from = 0;
  Micros to = 0;
  Failure failure;
};

struct Scenario {
  Job job;
  Provider provider;
  Policy policy;
  BreakerPolicy breaker;
  Micros start = 0;
  Micros runsFor = 0;  // how long an attempt takes
  std::vector<Outage> outages;
  /// How attempts outside of outages end, in order; no failure is a success, and so is every
  /// attempt after the last of these.
  std::vector<std::optional<Failure>> attempts;
};

/// One decision, and how things stand after it.
struct Step {
  Micros at = 0;
  std::string_view code;  // of a Decision, or of an Admission that held the job back
  std::string message;
  Job job;
  BreakerState breaker = BreakerState::kClosed;
};

struct Timeline {
  std::vector<Step> steps;
  bool finished = false;  // or cut off after kMaxSteps
};

inline constexpr std::size_t kMaxSteps = 1000;

/// Workers are always there and take the job the moment it is due and its provider may be asked. A
/// `lost` attempt is rescued when its heartbeat is late by the grace; one that runs over its time
/// budget fails there with TIMEOUT, charged.
Timeline schedule(const Scenario& scenario);

}  // namespace fairlead::job
