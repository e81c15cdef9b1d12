// The job rules: what becomes of a job when something happens to it.
//
// Each rule takes the job as it is and gives the job as it is to be, and why. Where the decision
// was not applied, nothing is to be written. A store makes the write only if the row is still as
// the rule saw it: in one statement, under the row's lock, or where lease and state are unchanged.
//
// The lease fences: a worker that was taken for dead, and comes back, holds an old lease or a job
// that does not run any more, and both are refused. So no result is ever committed by two.
//
// `now` is the one clock that all share, the database's, and may step. It is never compared with a
// worker's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/job/failure.h"
#include "core/job/job.h"

namespace fairlead::job {

/// Why a decision is as it is.
enum class Reason : std::uint8_t {
  // applied:
  kClaimed,
  kHeartbeatKept,
  kCompleted,
  kRetryScheduled,
  kAttemptsExhausted,
  kProviderDeferred,
  kQuotaDeferred,
  kConfigDeferred,
  kHolderLost,
  kLossesExhausted,
  kClockSteppedBack,
  kReleased,
  kSnoozed,
  kCancelled,
  kRequeued,
  // refused:
  kNotQueued,
  kNotDue,
  kNotRunning,
  kLeaseStale,
  kLeaseUnknown,
  kAskAgain,
  kHolderAlive,
  kAlreadyFinished,
  kNotFinished,
};

struct Decision {
  Reason reason = Reason::kNotRunning;
  /// After it; as before where it was refused.
  Job job;
  /// What happened in the state machine; nothing where it was refused or is no transition.
  std::optional<Event> event = {};

  bool applied() const { return reason < Reason::kNotQueued; }
};

/// The stable snake_case word for a reason: "claimed", "lease_stale" …
std::string_view codeOf(Reason reason);

/// A sentence for people: what was decided and why, with the numbers that led to it.
std::string explain(const Decision& decision, const Policy& policy, Micros now);

/// Takes a due job for `worker` and raises its lease. Whether its provider may be asked at all is
/// decided before (provider.h), and so is whose job comes next (share.h). Refuses: not_queued,
/// not_due.
Decision claim(const Job& job, Micros now, std::string_view worker);

// What a holder may do, each refused as not_running, lease_stale (a newer one was given) or
// lease_unknown (none so new was ever given).

Decision heartbeat(const Job& job, std::int64_t lease, Micros now);
Decision complete(const Job& job, std::int64_t lease, Micros now);
/// Charges, defers or counts a loss, by the failure's class. A schema failure of the first ask is
/// refused as ask_again: the model gets one more chance before the attempt is charged.
Decision fail(const Job& job, const Failure& failure, std::int64_t lease, Micros now,
              const Policy& policy);
/// Gives the job back, due at once, free of charge.
Decision release(const Job& job, std::int64_t lease, Micros now);
/// Gives the job back, due at `until`, free of charge.
Decision snooze(const Job& job, std::int64_t lease, Micros until);

/// Puts a queued job off until `until`; one that is due later anyway stays so. Refuses: not_queued.
Decision snoozeQueued(const Job& job, Micros until);

/// What a rescuer finds in a job: a heartbeat that is late by the grace is a loss; an attempt that
/// is over its time budget by the grace, although its holder lives, is charged as TIMEOUT. Times
/// from the future, left behind by a clock that stepped back, are pulled to `now` and judged from
/// there (clock_stepped_back). Refuses: not_running, holder_alive.
Decision rescue(const Job& job, Micros now, const Policy& policy);

/// A queued job whose row was written at a time that lies ahead, by a clock that stepped back
/// since: it waits from now on as long as it was meant to wait then (clock_stepped_back). The same
/// once more changes nothing where the row is written at `now`. Refuses: not_queued.
Decision rescueQueued(const Job& job, Micros writtenAt, Micros now);

/// Ends a job that has not ended. A worker that holds it is refused from then on. Refuses:
/// already_finished.
Decision cancel(const Job& job, Micros now);

/// A finished job all over again: due at once, nothing charged. Refuses: not_finished.
Decision requeue(const Job& job, Micros now);

/// How long a job waits after its n-th charged failure, n from 1: 2, 4, 8, 16 … minutes.
Micros retryWait(int attempts, const Policy& policy);

/// Whether the holder itself must stop: the attempt has used its time up.
bool overBudget(const Job& job, Micros now, const Policy& policy);

// Which running jobs a rescuer need look at: those whose last heartbeat or whose claim is as long
// ago as this, and those with a time from the future or without a heartbeat. rescue() refuses any
// other as holder_alive.

/// heartbeatEvery and heartbeatGrace: how long after a heartbeat its holder counts as dead.
Micros longestSilence(const Policy& policy);
/// timeBudget and heartbeatGrace: how long after its claim an attempt is ended by others.
Micros longestHold(const Policy& policy);

}  // namespace fairlead::job
