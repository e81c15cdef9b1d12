// Each arrow of the table of states, as the rows have it afterwards.
#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

using job::Reason;
using job::State;

class StatesTest : public QueueTest {};

TEST_F(StatesTest, RunsAsARoleWithoutPowers) {
  EXPECT_EQ(testing::textOf(worker_,
                            "select current_user || ' ' || (rolsuper or rolbypassrls) "
                            "from pg_roles where rolname = current_user"),
            "fairlead_worker false");
}

TEST_F(StatesTest, QueuedRunningSucceeded) {
  const auto asked = store_->enqueue(
      {.tenant = tenant_,
       .type = kPlain,
       .dedupeKey = "a",
       .payload = R"({"deck": 2})",
       .traceParent = "00-" + std::string(32, 'a') + "-" + std::string(16, 'b') + "-01"});
  ASSERT_TRUE(asked) << asked.error().message;
  EXPECT_EQ(row(asked->id).rule.state, State::kQueued);

  const ClaimedJob job = claimOne();
  EXPECT_EQ(job.id, asked->id);
  EXPECT_EQ(job.tenant, tenant_);
  EXPECT_EQ(job.type, kPlain);
  EXPECT_EQ(job.payload, R"({"deck": 2})");
  EXPECT_EQ(job.traceParent, "00-" + std::string(32, 'a') + "-" + std::string(16, 'b') + "-01");
  EXPECT_EQ(job.rule.lease, 1);
  EXPECT_EQ(job.rule.lockedBy, "host-1");
  EXPECT_GE(*job.rule.claimedAt, job.dueAt);
  EXPECT_EQ(row(job.id).rule, job.rule) << "as it was told, so it stands";

  const auto decision = end(job, Completed{});
  EXPECT_EQ(decision.reason, Reason::kCompleted);
  EXPECT_EQ(row(job.id).rule, decision.job);
  EXPECT_EQ(decision.job.state, State::kSucceeded);
  EXPECT_GE(*decision.job.finishedAt, *job.rule.claimedAt);
  EXPECT_EQ(claim().size(), 0U);
}

TEST_F(StatesTest, AFailingJobWaitsTwoFourEightSixteenMinutesAndDies) {
  const std::int64_t id = add();
  for (int attempt = 1; attempt <= 4; ++attempt) {
    const auto decision = end(claimOne(), itemFailure());
    EXPECT_EQ(decision.reason, Reason::kRetryScheduled);
    EXPECT_EQ(row(id).rule, decision.job);
    EXPECT_EQ(decision.job.attempts, attempt);
    const job::Micros wait = (1 << attempt) * kMinute;
    EXPECT_EQ(decision.job.runAfter - *decision.job.lastErrorAt, wait);
    letTimePass(wait - kSecond);
    EXPECT_EQ(claim().size(), 0U) << "a second before " << (1 << attempt) << " minutes";
    letTimePass(kSecond);
  }
  const auto decision = end(claimOne(), itemFailure("MODEL_FAILED"));
  EXPECT_EQ(decision.reason, Reason::kAttemptsExhausted);
  const JobRow dead = row(id);
  EXPECT_EQ(dead.rule, decision.job);
  EXPECT_EQ(dead.rule.state, State::kDead);
  EXPECT_EQ(dead.rule.attempts, 5);
  EXPECT_EQ(dead.rule.lastErrorCode, "MODEL_FAILED");
  letTimePass(job::kDay);
  EXPECT_EQ(claim().size(), 0U);
}

TEST_F(StatesTest, AnOutageDefersWithoutACharge) {
  const std::int64_t id = add();
  auto decision = end(claimOne(), providerFailure(90 * kSecond));
  EXPECT_EQ(decision.reason, Reason::kProviderDeferred);
  EXPECT_EQ(row(id).rule, decision.job);
  EXPECT_EQ(decision.job.attempts, 0);
  EXPECT_EQ(decision.job.deferrals, 1);
  EXPECT_EQ(decision.job.runAfter - *decision.job.lastErrorAt, 90 * kSecond);
  letTimePass(90 * kSecond);
  decision = end(claimOne(), providerFailure());
  EXPECT_EQ(decision.job.deferrals, 2);
  EXPECT_EQ(decision.job.runAfter - *decision.job.lastErrorAt, 60 * kSecond);
}

TEST_F(StatesTest, AUsedUpQuotaAndWrongSettingsDefer) {
  const std::int64_t id = add();
  EXPECT_EQ(end(claimOne(), job::Failure{job::FailureClass::kQuota, "MODEL_FAILED"}).reason,
            Reason::kQuotaDeferred);
  letTimePass(job::kHour);
  EXPECT_EQ(end(claimOne(), job::Failure{job::FailureClass::kConfig, "MODEL_FAILED"}).reason,
            Reason::kConfigDeferred);
  EXPECT_EQ(row(id).rule.attempts, 0);
}

TEST_F(StatesTest, AFirstBadAnswerOfAModelEndsNothing) {
  add();
  const ClaimedJob job = claimOne();
  job::Failure failure = {job::FailureClass::kSchema, "SCHEMA_INVALID"};
  failure.asks = 1;
  EXPECT_EQ(end(job, failure).reason, Reason::kAskAgain);
  EXPECT_EQ(row(job.id).rule, job.rule) << "still held";
  failure.asks = 2;
  EXPECT_EQ(end(job, failure).reason, Reason::kRetryScheduled);
}

TEST_F(StatesTest, AReleasedJobIsDueAtOnceAndFreeOfCharge) {
  add();
  EXPECT_EQ(end(claimOne(), Released{}).reason, Reason::kReleased);
  const ClaimedJob again = claimOne();
  EXPECT_EQ(again.rule.lease, 2);
  EXPECT_EQ(again.rule.attempts, 0);
}

TEST_F(StatesTest, ASnoozedJobComesBackAtItsTime) {
  add();
  const ClaimedJob job = claimOne();
  const job::Micros until = *job.rule.claimedAt + job::kHour;
  EXPECT_EQ(end(job, Snooze{until}).reason, Reason::kSnoozed);
  EXPECT_EQ(row(job.id).rule.runAfter, until);
  EXPECT_EQ(claim().size(), 0U);
  letTimePass(job::kHour);
  EXPECT_EQ(claimOne().id, job.id);
}

TEST_F(StatesTest, ACancelledJobDoesNotRun) {
  const std::int64_t id = add();
  EXPECT_EQ(store_->cancel({.id = id}), 1);
  EXPECT_EQ(row(id).rule.state, State::kCancelled);
  EXPECT_EQ(claim().size(), 0U);
  EXPECT_EQ(store_->cancel({.id = id}), 0) << "a second time";
}

TEST_F(StatesTest, ACancelledRunningJobRefusesItsHolder) {
  const std::int64_t id = add();
  const ClaimedJob job = claimOne();
  EXPECT_EQ(store_->cancel({.id = id}), 1);
  EXPECT_EQ(end(job, Completed{}).reason, Reason::kNotRunning);
  EXPECT_EQ(row(id).rule.state, State::kCancelled);
}

TEST_F(StatesTest, AFinishedJobThatIsRequeuedBeginsAnew) {
  const std::int64_t id = add();
  for (int attempt = 1; attempt <= 5; ++attempt) {
    end(claimOne(), itemFailure());
    letTimePass(job::kHour);
  }
  ASSERT_EQ(row(id).rule.state, State::kDead);
  EXPECT_EQ(store_->requeue({.errorCode = "SOMETHING_ELSE"}), 0);
  EXPECT_EQ(store_->requeue({.errorCode = "EMAIL_NOT_FOUND"}), 1);
  const ClaimedJob again = claimOne();
  EXPECT_EQ(again.rule.attempts, 0);
  EXPECT_EQ(again.rule.lease, 6) << "leases are never given twice";
  EXPECT_EQ(again.rule.lastErrorCode, "EMAIL_NOT_FOUND");
  EXPECT_EQ(store_->requeue({.id = id}), 0) << "it runs";
}

TEST_F(StatesTest, EndsAndClaimsInOneTurn) {
  addMany(tenant_, 7);
  auto jobs = claim(5);
  ASSERT_EQ(jobs.size(), 5U);
  const std::vector<Ended> ended = {{&jobs[0], Completed{}},
                                    {&jobs[1], itemFailure()},
                                    {&jobs[2], Released{}},
                                    {&jobs[3], Completed{}},
                                    {&jobs[4], providerFailure()}};
  const auto turn = store_->turn(ended, ClaimRequest{kPlain, 5, "host-1"});
  ASSERT_TRUE(turn) << turn.error().message;
  std::vector<Reason> reasons;
  for (const auto& decision : turn->decisions) reasons.push_back(decision.reason);
  EXPECT_EQ(reasons, (std::vector{Reason::kCompleted, Reason::kRetryScheduled, Reason::kReleased,
                                  Reason::kCompleted, Reason::kProviderDeferred}));
  auto next = turn->claimed.jobs;
  for (const ClaimedJob& job : claim(5)) next.push_back(job);
  EXPECT_EQ(next.size(), 3U) << "the two that waited and the one that was given back";
}

}  // namespace
}  // namespace fairlead::queue
