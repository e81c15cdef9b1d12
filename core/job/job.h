// What the rules know of a job: the part of its row that decides when it runs, and for how long.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/job/machine.h"
#include "core/job/time.h"

namespace fairlead::job {

struct Job {
  State state = State::kQueued;
  /// Raised by each claim, never lowered. Whoever writes names the lease it was given.
  std::int64_t lease = 0;
  int attempts = 0;   // failures charged
  int losses = 0;     // workers that died with it
  int deferrals = 0;  // deferred in a row, without a charge between them
  Micros runAfter = 0;

  // While it runs:
  std::string lockedBy;
  std::optional<Micros> claimedAt;
  std::optional<Micros> heartbeatAt;

  std::optional<Micros> finishedAt;
  // Of the last failure, kept for good:
  std::string lastErrorCode;
  std::optional<Micros> lastErrorAt;

  friend bool operator==(const Job&, const Job&) = default;
};

// Bounds of a policy, for whoever reads one from settings. Attempts and losses are at least 1,
// waits at least 0.
inline constexpr int kMostAttempts = 20;           // and losses
inline constexpr Micros kLongestWait = 31 * kDay;  // any of the times
inline constexpr Micros kShortestBeat = 1000;      // the time budget and between heartbeats

/// What a job type allows.
struct Policy {
  int maxAttempts = 5;  // charged failures; the last makes it dead
  int maxLosses = 5;    // likewise
  Micros heartbeatEvery = 10 * kSecond;
  Micros heartbeatGrace = 30 * kSecond;  // how late a heartbeat may be
  // Of one attempt, however alive the holder is. Longer than its calls may take together: else an
  // API that hangs is charged to the job.
  Micros timeBudget = 5 * kMinute;
  Micros retryBase = kMinute;       // waits retryBase · 2^n after n charged failures …
  Micros retryMost = kDay;          // … but no longer than this
  Micros deferBase = 30 * kSecond;  // waits deferBase · 2^n after n deferrals before it …
  Micros deferMost = 15 * kMinute;
  Micros retryAfterMost = kHour;    // the longest Retry-After that is believed
  Micros configWait = 5 * kMinute;  // until the settings are tried again
  Micros quotaWait = kHour;         // until the quota is, where nobody says when it is reset
  Micros quotaMost = kDay;
};

}  // namespace fairlead::job
