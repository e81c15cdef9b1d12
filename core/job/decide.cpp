#include "core/job/decide.h"

#include <algorithm>
#include <utility>

namespace fairlead::job {
namespace {

Decision refused(const Job& job, Reason reason) {
  return {reason, job};
}

/// The job after `event`, which the table must know in its state.
Decision moved(const Job& job, Event event, Reason reason) {
  Decision decision = {reason, job, event};
  if (const auto next = kMachine.next(job.state, event)) decision.job.state = *next;
  return decision;
}

/// What every way out of running leaves behind.
Decision stopped(const Job& job, Event event, Reason reason) {
  Decision decision = moved(job, event, reason);
  decision.job.lockedBy.clear();
  decision.job.claimedAt.reset();
  decision.job.heartbeatAt.reset();
  return decision;
}

Decision finished(const Job& job, Event event, Reason reason, Micros now) {
  Decision decision = stopped(job, event, reason);
  decision.job.finishedAt = now;
  return decision;
}

Decision queuedAgain(const Job& job, Event event, Reason reason, Micros runAfter) {
  Decision decision = stopped(job, event, reason);
  decision.job.runAfter = runAfter;
  return decision;
}

/// Why the holder of `lease` may not write; nothing where it may.
std::optional<Reason> fence(const Job& job, std::int64_t lease) {
  if (lease < job.lease) return Reason::kLeaseStale;
  if (lease > job.lease) return Reason::kLeaseUnknown;
  if (job.state != State::kRunning) return Reason::kNotRunning;
  return std::nullopt;
}

Job withError(const Job& job, std::string_view code, Micros now) {
  Job failed = job;
  failed.lastErrorCode = code;
  failed.lastErrorAt = now;
  return failed;
}

Decision charge(Job job, Micros now, const Policy& policy) {
  ++job.attempts;
  job.deferrals = 0;
  if (job.attempts >= policy.maxAttempts)
    return finished(job, Event::kExhaust, Reason::kAttemptsExhausted, now);
  return queuedAgain(job, Event::kRetry, Reason::kRetryScheduled,
                     later(now, retryWait(job.attempts, policy)));
}

Decision lose(const Job& job, Micros now, const Policy& policy) {
  Job lost = withError(job, kWorkerLostCode, now);
  ++lost.losses;
  if (lost.losses >= policy.maxLosses)
    return finished(lost, Event::kAbandon, Reason::kLossesExhausted, now);
  return queuedAgain(lost, Event::kLose, Reason::kHolderLost, now);
}

Decision defer(Job job, Reason reason, Micros until) {
  ++job.deferrals;
  return queuedAgain(job, Event::kDefer, reason, until);
}

Decision deferForProvider(const Job& job, const Failure& failure, Micros now,
                          const Policy& policy) {
  const Micros backoff = doubled(policy.deferBase, job.deferrals, policy.deferMost);
  const Micros wait =
      failure.retryAfter ? std::min(*failure.retryAfter, policy.retryAfterMost) : backoff;
  return defer(job, Reason::kProviderDeferred, later(now, wait));
}

Decision deferForQuota(const Job& job, const Failure& failure, Micros now, const Policy& policy) {
  const Micros wait = std::min(failure.retryAfter.value_or(policy.quotaWait), policy.quotaMost);
  return defer(job, Reason::kQuotaDeferred, later(now, wait));
}

/// The time, or `now` where it lies ahead.
std::optional<Micros> notAhead(std::optional<Micros> time, Micros now) {
  if (time && *time > now) return now;
  return time;
}

}  // namespace

Micros retryWait(int attempts, const Policy& policy) {
  return doubled(policy.retryBase, attempts, policy.retryMost);
}

bool overBudget(const Job& job, Micros now, const Policy& policy) {
  return job.claimedAt && now - *job.claimedAt >= policy.timeBudget;
}

Micros longestSilence(const Policy& policy) {
  return later(policy.heartbeatEvery, policy.heartbeatGrace);
}

Micros longestHold(const Policy& policy) {
  return later(policy.timeBudget, policy.heartbeatGrace);
}

Decision claim(const Job& job, Micros now, std::string_view worker) {
  if (job.state != State::kQueued) return refused(job, Reason::kNotQueued);
  if (job.runAfter > now) return refused(job, Reason::kNotDue);
  Decision decision = moved(job, Event::kClaim, Reason::kClaimed);
  ++decision.job.lease;
  decision.job.lockedBy = worker;
  decision.job.claimedAt = now;
  decision.job.heartbeatAt = now;
  return decision;
}

Decision heartbeat(const Job& job, std::int64_t lease, Micros now) {
  if (const auto reason = fence(job, lease)) return refused(job, *reason);
  Decision decision = moved(job, Event::kHeartbeat, Reason::kHeartbeatKept);
  decision.job.heartbeatAt = now;
  return decision;
}

Decision complete(const Job& job, std::int64_t lease, Micros now) {
  if (const auto reason = fence(job, lease)) return refused(job, *reason);
  return finished(job, Event::kComplete, Reason::kCompleted, now);
}

Decision fail(const Job& job, const Failure& failure, std::int64_t lease, Micros now,
              const Policy& policy) {
  if (const auto reason = fence(job, lease)) return refused(job, *reason);
  const Job failed = withError(job, failure.code, now);
  switch (failure.failureClass) {
    case FailureClass::kItem:
    case FailureClass::kBatch:
      return charge(failed, now, policy);
    case FailureClass::kSchema:
      return failure.asks < 2 ? refused(job, Reason::kAskAgain) : charge(failed, now, policy);
    case FailureClass::kLost:
      return lose(job, now, policy);
    case FailureClass::kProvider:
      return deferForProvider(failed, failure, now, policy);
    case FailureClass::kQuota:
      return deferForQuota(failed, failure, now, policy);
    case FailureClass::kConfig:
      return defer(failed, Reason::kConfigDeferred, later(now, policy.configWait));
  }
  return charge(failed, now, policy);
}

Decision release(const Job& job, std::int64_t lease, Micros now) {
  if (const auto reason = fence(job, lease)) return refused(job, *reason);
  return queuedAgain(job, Event::kRelease, Reason::kReleased, now);
}

Decision snooze(const Job& job, std::int64_t lease, Micros until) {
  if (const auto reason = fence(job, lease)) return refused(job, *reason);
  return queuedAgain(job, Event::kSnooze, Reason::kSnoozed, until);
}

Decision snoozeQueued(const Job& job, Micros until) {
  if (job.state != State::kQueued) return refused(job, Reason::kNotQueued);
  return queuedAgain(job, Event::kSnooze, Reason::kSnoozed, std::max(until, job.runAfter));
}

Decision rescue(const Job& job, Micros now, const Policy& policy) {
  if (job.state != State::kRunning) return refused(job, Reason::kNotRunning);
  Job seen = job;
  seen.heartbeatAt = notAhead(job.heartbeatAt, now);
  seen.claimedAt = notAhead(job.claimedAt, now);
  if (seen != job) return {Reason::kClockSteppedBack, seen};
  if (!job.heartbeatAt || now - *job.heartbeatAt >= longestSilence(policy))
    return lose(job, now, policy);
  if (job.claimedAt && now - *job.claimedAt >= longestHold(policy))
    return charge(withError(job, kTimeoutCode, now), now, policy);
  return refused(job, Reason::kHolderAlive);
}

Decision rescueQueued(const Job& job, Micros writtenAt, Micros now) {
  if (job.state != State::kQueued) return refused(job, Reason::kNotQueued);
  Job seen = job;
  const Micros step = std::max<Micros>(0, writtenAt - now);
  seen.runAfter = std::min(job.runAfter, std::max(now, job.runAfter - step));
  return {Reason::kClockSteppedBack, seen};
}

Decision cancel(const Job& job, Micros now) {
  if (kMachine.isFinal(job.state)) return refused(job, Reason::kAlreadyFinished);
  return finished(job, Event::kCancel, Reason::kCancelled, now);
}

Decision requeue(const Job& job, Micros now) {
  if (!kMachine.isFinal(job.state)) return refused(job, Reason::kNotFinished);
  Decision decision = queuedAgain(job, Event::kRequeue, Reason::kRequeued, now);
  decision.job.attempts = 0;
  decision.job.losses = 0;
  decision.job.deferrals = 0;
  decision.job.finishedAt.reset();
  return decision;
}

}  // namespace fairlead::job
