// Rescue, leaders, retention.
#include <algorithm>

#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

using job::Reason;
using job::State;

class HousekeepingTest : public QueueTest {
 protected:
  Rescued rescueOne() {
    auto rescued = store_->rescue(10);
    EXPECT_TRUE(rescued) << rescued.error().message;
    EXPECT_EQ(rescued->size(), 1U);
    return rescued->empty() ? Rescued{} : std::move(rescued->front());
  }
  void expectNoneRescued() { EXPECT_EQ(store_->rescue(10)->size(), 0U); }
};

TEST_F(HousekeepingTest, TakesBackWhatADeadWorkerHolds) {
  add();
  const ClaimedJob job = claimOne();
  letTimePass(39 * kSecond);
  expectNoneRescued();
  letTimePass(kSecond);
  const Rescued rescued = rescueOne();
  EXPECT_EQ(rescued.id, job.id);
  EXPECT_EQ(rescued.held.lockedBy, "host-1");
  EXPECT_EQ(rescued.decision.reason, Reason::kHolderLost);
  EXPECT_EQ(row(job.id).rule, rescued.decision.job);
  EXPECT_EQ(claimOne().rule.losses, 1);
}

TEST_F(HousekeepingTest, AHeartbeatKeepsTheJob) {
  add();
  const ClaimedJob job = claimOne();
  letTimePass(39 * kSecond);
  EXPECT_EQ(store_->heartbeat(std::vector{job.hold()}).value(), std::vector{true});
  letTimePass(39 * kSecond);
  expectNoneRescued();
}

TEST_F(HousekeepingTest, TheFifthLossKillsWithItsCode) {
  const std::int64_t id = add();
  for (int loss = 1; loss <= 5; ++loss) {
    claimOne();
    letTimePass(kMinute);
    rescueOne();
  }
  EXPECT_EQ(row(id).rule.state, State::kDead);
  EXPECT_EQ(row(id).rule.lastErrorCode, "WORKER_LOST");
  EXPECT_EQ(row(id).rule.attempts, 0);
}

TEST_F(HousekeepingTest, ChargesWhatIsOverItsTimeBudgetThoughItsHolderLives) {
  add();
  const ClaimedJob job = claimOne();
  letTimePass(5 * kMinute + 31 * kSecond);
  store_->heartbeat(std::vector{job.hold()}).value();
  const Rescued rescued = rescueOne();
  EXPECT_EQ(rescued.decision.reason, Reason::kRetryScheduled);
  EXPECT_EQ(row(job.id).rule.lastErrorCode, "TIMEOUT");
  EXPECT_EQ(row(job.id).rule.attempts, 1);
}

TEST_F(HousekeepingTest, AClockThatSteppedBackHidesNoDeadWorker) {
  add();
  claimOne();
  letTimePass(-job::kHour);
  EXPECT_EQ(rescueOne().decision.reason, Reason::kClockSteppedBack);
  expectNoneRescued();
  letTimePass(40 * kSecond);
  EXPECT_EQ(rescueOne().decision.reason, Reason::kHolderLost);
}

TEST_F(HousekeepingTest, AClockThatSteppedBackLetsNobodyWaitLongerThanMeant) {
  const std::int64_t due = add(), soon = add(), far = add();
  const job::Micros now = store_->now().value();
  EXPECT_EQ(store_->snooze({.id = soon}, now + 2 * kMinute).value(), 1);
  mustQuery(
      "update ai_jobs set run_after = run_after + interval '1 hour', "
      "updated_at = updated_at + interval '1 hour'");
  EXPECT_EQ(store_->snooze({.id = far}, now + 5 * job::kHour).value(), 1);

  EXPECT_EQ(store_->rescueQueued(1).value(), 1);
  EXPECT_EQ(store_->rescueQueued(10).value(), 1);
  EXPECT_EQ(store_->rescueQueued(10).value(), 0);
  EXPECT_EQ(claimOne().id, due);
  EXPECT_NEAR(row(soon).rule.runAfter, now + 2 * kMinute, 10 * kSecond);
  EXPECT_EQ(row(far).rule.runAfter, now + 5 * job::kHour);
}

TEST_F(HousekeepingTest, OfTwoRescuersOneTakesTheJob) {
  const auto other = open();
  add();
  claimOne();
  letTimePass(kMinute);
  EXPECT_EQ(store_->rescue(10)->size() + other->rescue(10)->size(), 1U);
}

TEST_F(HousekeepingTest, RescuesNoMoreThanAskedFor) {
  addMany(tenant_, 5);
  claim(5);
  letTimePass(kMinute);
  EXPECT_EQ(store_->rescue(2)->size(), 2U);
  EXPECT_EQ(store_->rescue(10)->size(), 3U);
}

TEST_F(HousekeepingTest, ForgetsHoldersOfJobsThatWereChangedByHand) {
  const std::int64_t id = add();
  claimOne();
  mustQuery(
      "update ai_jobs set status = 'cancelled', finished_at = now(), locked_by = null, "
      "claimed_at = null, heartbeat_at = null where id = $1",
      {id});
  expectNoneRescued();
  EXPECT_EQ(count("select count(*) from ai_running"), 0);
}

TEST_F(HousekeepingTest, ARunningJobThatIsQueuedByHandIsHeldByTheNextAlone) {
  const std::int64_t id = add();
  const ClaimedJob before = claimOne();
  mustQuery(
      "update ai_jobs set status = 'queued', locked_by = null, claimed_at = null, "
      "heartbeat_at = null where id = $1",
      {id});
  const ClaimedJob after = claimOne();
  EXPECT_EQ(after.id, id);
  const std::vector<Depth> depths = store_->liveDepths().value();
  EXPECT_EQ(std::ranges::count(depths, job::State::kRunning, &Depth::state), 1);
  EXPECT_EQ(std::ranges::find(depths, job::State::kRunning, &Depth::state)->count, 1);
  EXPECT_EQ(end(before, Completed{}).reason, Reason::kLeaseStale);
  EXPECT_TRUE(end(after, Completed{}).applied());
  EXPECT_EQ(count("select count(*) from ai_running"), 0);

  mustQuery("update ai_jobs set status = 'queued', finished_at = null where id = $1", {id});
  claimOne();
  mustQuery("insert into ai_running select tenant_id, id, job_type, lease - 1 from ai_running");
  letTimePass(kMinute);
  EXPECT_EQ(rescueOne().decision.reason, Reason::kHolderLost);
}

TEST_F(HousekeepingTest, OneLeadsUntilItsTimeIsOver) {
  const auto leads = [&](const char* who) { return store_->lead("cron", who, kMinute).value(); };
  EXPECT_TRUE(leads("a"));
  EXPECT_FALSE(leads("b"));
  EXPECT_TRUE(leads("a"));
  letTimePass(kMinute);
  EXPECT_TRUE(leads("b"));
  EXPECT_FALSE(leads("a"));
}

TEST_F(HousekeepingTest, DeletesWhatFinishedLongAgoByState) {
  addMany(tenant_, 4);
  const auto jobs = claim(3);
  end(jobs[0], Completed{});
  store_->cancel({.id = jobs[1].id}).value();
  const Retention retention = {.succeeded = job::kHour, .cancelled = 3 * job::kHour, .dead = 0};
  EXPECT_EQ(store_->sweep(retention).value(), 0);
  EXPECT_EQ(store_->sweep({.succeeded = 1, .cancelled = 3 * job::kHour, .dead = 1}).value(), 1);
  EXPECT_EQ(store_->sweep({.succeeded = 0, .cancelled = 1, .dead = 0}).value(), 1);
  EXPECT_EQ(count("select count(*) from ai_jobs"), 2) << "the running and the queued one";
  mustQuery(
      "update ai_jobs set status = 'dead', finished_at = now(), last_error_at = now() "
      "where id = $1",
      {jobs[2].id});
  EXPECT_EQ(store_->sweep({.succeeded = 1, .cancelled = 1, .dead = 2 * job::kHour}).value(), 0);
  EXPECT_EQ(store_->sweep({.succeeded = 0, .cancelled = 0, .dead = 1}).value(), 1);
  EXPECT_EQ(count("select count(*) from ai_jobs where status = 'queued'"), 1);
}

}  // namespace
}  // namespace fairlead::queue
