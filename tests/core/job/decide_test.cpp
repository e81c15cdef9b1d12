// What becomes of a job: charges and waits, leases, losses, and clocks that step.
#include "core/job/decide.h"

#include <vector>

#include <gtest/gtest.h>

namespace fairlead::job {
namespace {

constexpr Micros kStart = 1'750'000'000 * kSecond;
constexpr Policy kPolicy = {};

const Failure kItemFailure = {.failureClass = FailureClass::kItem, .code = "EMAIL_NOT_FOUND"};

Job queued() {
  Job job;
  job.runAfter = kStart;
  return job;
}

Job claimed(const Job& job, Micros now) {
  const Decision decision = claim(job, now, "host-1");
  EXPECT_TRUE(decision.applied()) << codeOf(decision.reason);
  return decision.job;
}

Job running() {
  return claimed(queued(), kStart);
}

Failure of(FailureClass failureClass, std::optional<Micros> retryAfter = {}) {
  return {.failureClass = failureClass, .code = "MODEL_FAILED", .retryAfter = retryAfter};
}

Decision failing(const Job& job, const Failure& failure, Micros now) {
  return fail(job, failure, job.lease, now, kPolicy);
}

TEST(Claim, RaisesTheLeaseAndNamesTheHolder) {
  const Job job = running();
  EXPECT_EQ(job.state, State::kRunning);
  EXPECT_EQ(job.lease, 1);
  EXPECT_EQ(job.lockedBy, "host-1");
  EXPECT_EQ(job.claimedAt, kStart);
  EXPECT_EQ(job.heartbeatAt, kStart);
}

TEST(Claim, TakesOnlyWhatIsDue) {
  EXPECT_EQ(claim(queued(), kStart - 1, "w").reason, Reason::kNotDue);
  EXPECT_EQ(claim(running(), kStart, "w").reason, Reason::kNotQueued);
}

TEST(Fail, WaitsTwoFourEightSixteenMinutesAndIsDeadAtTheFifth) {
  Job job = queued();
  std::vector<Micros> failures;
  Micros now = kStart;
  while (job.state == State::kQueued) {
    now = job.runAfter;
    failures.push_back(now - kStart);
    job = failing(claimed(job, now), kItemFailure, now).job;
  }
  EXPECT_EQ(failures,
            (std::vector<Micros>{0, 2 * kMinute, 6 * kMinute, 14 * kMinute, 30 * kMinute}));
  EXPECT_EQ(job.state, State::kDead);
  EXPECT_EQ(job.attempts, 5);
  EXPECT_EQ(job.lastErrorCode, "EMAIL_NOT_FOUND");
  EXPECT_EQ(job.finishedAt, now);
}

TEST(Fail, ARefusedKeyIsChargedLikeAnItem) {
  Failure refused = of(FailureClass::kItem);
  refused.keyRefused = true;
  const Decision decision = failing(running(), refused, kStart);
  EXPECT_EQ(decision.reason, Reason::kRetryScheduled);
  EXPECT_EQ(decision.job.attempts, 1);
  EXPECT_EQ(decision.job.runAfter, kStart + 2 * kMinute);
}

TEST(Fail, ASchemaFailureIsChargedAfterOneReask) {
  Failure invalid = of(FailureClass::kSchema);
  invalid.asks = 1;
  const Decision first = failing(running(), invalid, kStart);
  EXPECT_EQ(first.reason, Reason::kAskAgain);
  EXPECT_EQ(first.job, running());
  invalid.asks = 2;
  EXPECT_EQ(failing(running(), invalid, kStart).job.attempts, 1);
}

TEST(Fail, AProviderThatFailsForHoursKillsNoJob) {
  Job job = queued();
  Micros now = kStart;
  int tries = 0;
  for (; now < kStart + 3 * kHour; ++tries) {
    now = job.runAfter;
    job = failing(claimed(job, now), of(FailureClass::kProvider), now).job;
  }
  EXPECT_EQ(job.state, State::kQueued);
  EXPECT_EQ(job.attempts, 0);
  EXPECT_EQ(job.deferrals, tries);
  EXPECT_LE(job.runAfter - now, kPolicy.deferMost);
}

TEST(Fail, DefersByRetryAfterOrBackoff) {
  const auto wait = [](const Job& job, std::optional<Micros> retryAfter) {
    return failing(job, of(FailureClass::kProvider, retryAfter), kStart).job.runAfter - kStart;
  };
  Job job = running();
  EXPECT_EQ(wait(job, 7 * kSecond), 7 * kSecond);
  EXPECT_EQ(wait(job, 48 * kHour), kPolicy.retryAfterMost);
  EXPECT_EQ(wait(job, std::nullopt), 30 * kSecond);
  job.deferrals = 2;
  EXPECT_EQ(wait(job, std::nullopt), 120 * kSecond);
  job.deferrals = 1'000'000;
  EXPECT_EQ(wait(job, std::nullopt), kPolicy.deferMost);
}

TEST(Fail, AChargeEndsTheRowOfDeferrals) {
  Job job = running();
  job.deferrals = 4;
  EXPECT_EQ(failing(job, kItemFailure, kStart).job.deferrals, 0);
}

TEST(Fail, QuotaAndConfigChargeNothing) {
  const Decision quota = failing(running(), of(FailureClass::kQuota, 2 * kHour), kStart);
  EXPECT_EQ(quota.reason, Reason::kQuotaDeferred);
  EXPECT_EQ(quota.job.attempts, 0);
  EXPECT_EQ(quota.job.runAfter, kStart + 2 * kHour);
  const Decision config = failing(running(), of(FailureClass::kConfig), kStart);
  EXPECT_EQ(config.reason, Reason::kConfigDeferred);
  EXPECT_EQ(config.job.attempts, 0);
  EXPECT_EQ(config.job.runAfter, kStart + kPolicy.configWait);
}

TEST(Lease, AnOldOneIsRefusedForEveryWrite) {
  Job job = running();
  const std::int64_t old = job.lease;
  job = claimed(rescue(job, kStart + kMinute, kPolicy).job, kStart + kMinute);
  ASSERT_GT(job.lease, old);
  const Micros now = kStart + kMinute;
  for (const Decision& decision :
       {heartbeat(job, old, now), complete(job, old, now), release(job, old, now),
        snooze(job, old, now), fail(job, kItemFailure, old, now, kPolicy)}) {
    EXPECT_EQ(decision.reason, Reason::kLeaseStale);
    EXPECT_EQ(decision.job, job);
  }
  EXPECT_TRUE(complete(job, job.lease, now).applied());
}

TEST(Lease, ALateHolderIsRefusedBeforeAnyoneElseTookTheJob) {
  const Job job = rescue(running(), kStart + kMinute, kPolicy).job;
  EXPECT_EQ(complete(job, 1, kStart).reason, Reason::kNotRunning);
  EXPECT_EQ(heartbeat(job, 1, kStart).reason, Reason::kNotRunning);
}

TEST(Lease, OneThatWasNeverGivenIsRefused) {
  EXPECT_EQ(complete(running(), 2, kStart).reason, Reason::kLeaseUnknown);
}

TEST(Complete, IsRefusedTheSecondTime) {
  const Job done = complete(running(), 1, kStart).job;
  EXPECT_EQ(done.state, State::kSucceeded);
  EXPECT_EQ(complete(done, 1, kStart).reason, Reason::kNotRunning);
}

TEST(Rescue, TakesAJobWhoseHeartbeatIsLateByTheGrace) {
  const Job job = heartbeat(running(), 1, kStart + kMinute).job;
  const Micros late = kStart + kMinute + kPolicy.heartbeatEvery + kPolicy.heartbeatGrace;
  EXPECT_EQ(rescue(job, late - 1, kPolicy).reason, Reason::kHolderAlive);
  const Decision lost = rescue(job, late, kPolicy);
  EXPECT_EQ(lost.reason, Reason::kHolderLost);
  EXPECT_EQ(lost.job.state, State::kQueued);
  EXPECT_EQ(lost.job.runAfter, late);
  EXPECT_EQ(lost.job.losses, 1);
  EXPECT_EQ(lost.job.attempts, 0);
}

TEST(Rescue, TheFifthLossIsTheLast) {
  Job job = queued();
  Micros now = kStart;
  int losses = 0;
  for (; job.state == State::kQueued; ++losses) {
    job = claimed(job, now);
    now += kMinute;
    job = rescue(job, now, kPolicy).job;
  }
  EXPECT_EQ(losses, 5);
  EXPECT_EQ(job.state, State::kDead);
  EXPECT_EQ(job.lastErrorCode, "WORKER_LOST");
  EXPECT_EQ(job.attempts, 0);
}

TEST(Rescue, ChargesAnAttemptThatRunsOverItsTimeThoughItsHolderLives) {
  Job job = running();
  Micros now = kStart;
  while (now < kStart + kPolicy.timeBudget) {
    EXPECT_FALSE(overBudget(job, now, kPolicy));
    now += kPolicy.heartbeatEvery;
    job = heartbeat(job, 1, now).job;
  }
  EXPECT_TRUE(overBudget(job, now, kPolicy));
  EXPECT_EQ(rescue(job, now, kPolicy).reason, Reason::kHolderAlive);  // it may stop by itself
  now += kPolicy.heartbeatGrace;
  job = heartbeat(job, 1, now).job;
  const Decision stopped = rescue(job, now, kPolicy);
  EXPECT_EQ(stopped.reason, Reason::kRetryScheduled);
  EXPECT_EQ(stopped.job.attempts, 1);
  EXPECT_EQ(stopped.job.lastErrorCode, "TIMEOUT");
}

TEST(Rescue, AClockThatSteppedBackDelaysItByNoMoreThanTheGrace) {
  const Job job = running();
  const Micros now = kStart - kHour;
  const Decision pulled = rescue(job, now, kPolicy);
  EXPECT_EQ(pulled.reason, Reason::kClockSteppedBack);
  EXPECT_TRUE(pulled.applied());
  EXPECT_EQ(pulled.job.heartbeatAt, now);
  EXPECT_EQ(pulled.job.claimedAt, now);
  EXPECT_EQ(pulled.job.lease, job.lease);
  EXPECT_EQ(rescue(pulled.job, now + 40 * kSecond, kPolicy).reason, Reason::kHolderLost);
}

TEST(Rescue, LetsAWaitFromBeforeAClockSteppedBackBeAsLongAsItWas) {
  const Micros now = kStart, written = kStart + kHour;
  Job job;
  job.runAfter = written + 2 * kMinute;
  const Decision pulled = rescueQueued(job, written, now);
  EXPECT_EQ(pulled.reason, Reason::kClockSteppedBack);
  EXPECT_EQ(pulled.job.runAfter, now + 2 * kMinute);
  EXPECT_EQ(rescueQueued(pulled.job, now, now).job, pulled.job);

  job.runAfter = written - kMinute;  // it was due
  EXPECT_EQ(rescueQueued(job, written, now).job.runAfter, now);
  job.runAfter = now - kMinute;  // it is due
  EXPECT_EQ(rescueQueued(job, written, now).job, job);
  EXPECT_EQ(rescueQueued(running(), written, now).reason, Reason::kNotQueued);
}

TEST(Rescue, FindsNothingOutsideOfWhatARescuerNeedLookAt) {
  Policy policy;
  policy.timeBudget = kMinute;
  const Micros silence = longestSilence(policy);
  const Micros hold = longestHold(policy);
  EXPECT_EQ(silence, 40 * kSecond);
  EXPECT_EQ(hold, 90 * kSecond);
  for (const Micros silent : {Micros{-1}, Micros{0}, silence - 1, silence}) {
    for (const Micros held : {Micros{-1}, silent, hold - 1, hold}) {
      Job job = running();
      job.heartbeatAt = kStart + kHour - silent;
      job.claimedAt = kStart + kHour - held;
      const bool isLookedAt = silent < 0 || held < 0 || silent >= silence || held >= hold;
      EXPECT_EQ(rescue(job, kStart + kHour, policy).applied(), isLookedAt) << silent << " " << held;
    }
  }
}

TEST(Cancel, FencesTheHolderToo) {
  const Job job = cancel(running(), kStart).job;
  EXPECT_EQ(job.state, State::kCancelled);
  EXPECT_EQ(complete(job, 1, kStart).reason, Reason::kNotRunning);
  EXPECT_EQ(cancel(job, kStart).reason, Reason::kAlreadyFinished);
  const Job again = requeue(job, kStart).job;
  EXPECT_EQ(complete(again, 1, kStart).reason, Reason::kNotRunning);
  EXPECT_EQ(complete(claimed(again, kStart), 1, kStart).reason, Reason::kLeaseStale);
}

TEST(Requeue, StartsAgainWithNothingChargedAndTheLeaseKept) {
  Job dead = running();
  dead.attempts = 4;
  dead.losses = 3;
  dead = failing(dead, kItemFailure, kStart).job;
  ASSERT_EQ(dead.state, State::kDead);
  const Job job = requeue(dead, kStart + kHour).job;
  EXPECT_EQ(job.attempts, 0);
  EXPECT_EQ(job.losses, 0);
  EXPECT_EQ(job.lease, dead.lease);
  EXPECT_EQ(job.runAfter, kStart + kHour);
  EXPECT_EQ(job.lastErrorCode, "EMAIL_NOT_FOUND");
  EXPECT_FALSE(job.finishedAt);
  EXPECT_EQ(requeue(job, kStart).reason, Reason::kNotFinished);
}

TEST(Snooze, PutsAJobOffFreeOfCharge) {
  const Job job = snooze(running(), 1, kStart + kDay).job;
  EXPECT_EQ(job.state, State::kQueued);
  EXPECT_EQ(job.attempts, 0);
  EXPECT_EQ(job.runAfter, kStart + kDay);
  EXPECT_EQ(snoozeQueued(job, kStart + 2 * kDay).job.runAfter, kStart + 2 * kDay);
  EXPECT_EQ(snoozeQueued(job, kStart).job.runAfter, kStart + kDay) << "never sooner than before";
  EXPECT_EQ(snoozeQueued(running(), kStart).reason, Reason::kNotQueued);
}

TEST(Release, GivesAJobBackAtOnce) {
  const Job job = release(running(), 1, kStart + kSecond).job;
  EXPECT_EQ(job.state, State::kQueued);
  EXPECT_EQ(job.runAfter, kStart + kSecond);
  EXPECT_EQ(job.attempts + job.losses + job.deferrals, 0);
}

/// Every question to a job in every state, with a lease that is good.
std::vector<Decision> allDecisions(const Job& job, Micros now) {
  std::vector<Decision> all = {claim(job, now, "w"),
                               heartbeat(job, job.lease, now),
                               complete(job, job.lease, now),
                               release(job, job.lease, now),
                               snooze(job, job.lease, now),
                               snoozeQueued(job, now),
                               rescue(job, now, kPolicy),
                               cancel(job, now),
                               requeue(job, now)};
  for (std::size_t i = 0; i < std::size(kFailureClasses); ++i)
    all.push_back(failing(job, of(static_cast<FailureClass>(i)), now));
  return all;
}

std::vector<Job> oneInEachState() {
  Job last = running();
  last.attempts = kPolicy.maxAttempts - 1;
  last.losses = kPolicy.maxLosses - 1;
  return {queued(),
          running(),
          last,
          complete(running(), 1, kStart).job,
          failing(last, kItemFailure, kStart).job,
          cancel(queued(), kStart).job};
}

TEST(Decisions, AreArrowsOfTheTableOrChangeNothing) {
  for (const Job& job : oneInEachState()) {
    for (const Micros now : {kStart, kStart + kHour}) {
      for (const Decision& decision : allDecisions(job, now)) {
        const Job& after = decision.job;
        EXPECT_TRUE(decision.event ? kMachine.allows(job.state, *decision.event, after.state)
                                   : after.state == job.state);
        EXPECT_TRUE(decision.applied() || after == job);
        EXPECT_FALSE(explain(decision, kPolicy, now).empty());
      }
    }
  }
}

TEST(Decisions, KeepWhatARowMustHold) {
  for (const Job& job : oneInEachState()) {
    for (const Decision& decision : allDecisions(job, kStart + kHour)) {
      const Job& after = decision.job;
      EXPECT_EQ(after.state == State::kRunning, !after.lockedBy.empty());
      EXPECT_EQ(after.state == State::kRunning, after.heartbeatAt.has_value());
      EXPECT_EQ(kMachine.isFinal(after.state), after.finishedAt.has_value());
      EXPECT_GE(after.lease, job.lease);
      EXPECT_LE(after.attempts, kPolicy.maxAttempts);
      EXPECT_LE(after.losses, kPolicy.maxLosses);
    }
  }
}

TEST(Explain, SaysWhatWasDecidedAndWhy) {
  const Decision retry = failing(running(), kItemFailure, kStart);
  EXPECT_EQ(explain(retry, kPolicy, kStart),
            "Failure 1 of at most 5: it is tried again in 2 minutes.");
  const Decision deferred = failing(running(), of(FailureClass::kProvider, 90 * kSecond), kStart);
  EXPECT_EQ(explain(deferred, kPolicy, kStart),
            "The provider failed, not the job: nothing is charged, it is due again in 90 seconds.");
}

TEST(Times, NeverPassTheEndOfTime) {
  Job job = queued();
  job.runAfter = 0;
  job = claimed(job, kEndOfTime);
  EXPECT_EQ(failing(job, kItemFailure, kEndOfTime).job.runAfter, kEndOfTime);
}

TEST(Times, AreSaidInTheGreatestUnitThatFits) {
  EXPECT_EQ(inWords(0), "0 seconds");
  EXPECT_EQ(inWords(1), "1 microsecond");
  EXPECT_EQ(inWords(kSecond), "1 second");
  EXPECT_EQ(inWords(90 * kSecond), "90 seconds");
  EXPECT_EQ(inWords(2 * kMinute), "2 minutes");
  EXPECT_EQ(inWords(48 * kHour), "2 days");
}

}  // namespace
}  // namespace fairlead::job
