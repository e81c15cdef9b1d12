// What people see of the queue, and do to it.
#include <chrono>
#include <future>
#include <thread>

#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

using job::State;

class PeopleTest : public QueueTest {};

TEST_F(PeopleTest, FiltersByWhatIsNamed) {
  const std::string other = makeTenant();
  addMany(tenant_, 3);
  addMany(other, 2, kAsking);
  const auto counted = [&](const JobFilter& filter) { return store_->list(filter, 100)->size(); };
  EXPECT_EQ(counted({}), 5U);
  EXPECT_EQ(counted({.tenant = other}), 2U);
  EXPECT_EQ(counted({.type = kPlain}), 3U);
  EXPECT_EQ(counted({.tenant = other, .type = kPlain}), 0U);
  EXPECT_EQ(counted({.state = State::kQueued}), 5U);
  EXPECT_EQ(counted({.state = State::kDead}), 0U);
  const auto now = store_->now().value();
  EXPECT_EQ(counted({.since = now}), 0U);
  EXPECT_EQ(counted({.before = now}), 5U);
  EXPECT_EQ(store_->list({}, 2)->size(), 2U);
}

TEST_F(PeopleTest, CancelsAndRequeuesManyAtOnce) {
  addMany(tenant_, 2500);
  EXPECT_EQ(store_->cancel({.type = kPlain}).value(), 2500);
  EXPECT_EQ(claim(10).size(), 0U);
  EXPECT_EQ(count("select count(*) from ai_ready"), 0);
  EXPECT_EQ(store_->requeue({.state = State::kCancelled}).value(), 2500);
  EXPECT_EQ(claim(3000).size(), 2500U);
}

TEST_F(PeopleTest, PutsQueuedJobsOff) {
  addMany(tenant_, 3);
  const ClaimedJob running = claimOne();
  const auto until = store_->now().value() + job::kHour;
  EXPECT_EQ(store_->snooze({.tenant = tenant_}, until).value(), 2);
  EXPECT_EQ(claim(10).size(), 0U);
  EXPECT_EQ(row(running.id).rule.state, State::kRunning);
  letTimePass(job::kHour);
  EXPECT_EQ(claim(10).size(), 2U);
}

TEST_F(PeopleTest, TellsDepthAndAgeByTypeAndState) {
  addMany(tenant_, 3);
  add(kAsking);
  store_->snooze({.type = kAsking}, store_->now().value() + job::kHour).value();
  letTimePass(kMinute);
  end(claimOne(), Completed{});
  const auto depths = store_->depths().value();
  ASSERT_EQ(depths.size(), 3U);
  EXPECT_EQ(depths[0].type, kPlain);
  EXPECT_EQ(depths[0].state, State::kQueued);
  EXPECT_EQ(depths[0].count, 2);
  EXPECT_EQ(depths[0].due, 2);
  EXPECT_GE(depths[0].oldestAge, kMinute);
  EXPECT_EQ(depths[1].state, State::kSucceeded);
  EXPECT_LT(depths[1].oldestAge, kMinute);
  EXPECT_EQ(depths[2].type, kAsking);
  EXPECT_EQ(depths[2].due, 0);
  EXPECT_EQ(depths[2].oldestAge, 0);
}

TEST_F(PeopleTest, TellsTheDepthsOfLiveJobsAlike) {
  addMany(tenant_, 6);
  const std::int64_t dead = claimOne().id;
  mustQuery(
      "update ai_jobs set status = 'dead', finished_at = now(), last_error_at = now() "
      "where id = $1",
      {dead});
  end(claimOne(), Completed{});
  const ClaimedJob running = claimOne();
  auto live = store_->depths().value();
  std::erase_if(live, [](const Depth& depth) { return depth.state == State::kSucceeded; });
  const auto told = store_->liveDepths().value();
  ASSERT_EQ(told.size(), 3U);
  for (std::size_t i = 0; i < told.size(); ++i) {
    EXPECT_EQ(told[i].type, live[i].type);
    EXPECT_EQ(told[i].state, live[i].state);
    EXPECT_EQ(told[i].count, live[i].count);
    EXPECT_EQ(told[i].due, live[i].due);
    EXPECT_NEAR(static_cast<double>(told[i].oldestAge), static_cast<double>(live[i].oldestAge),
                static_cast<double>(kSecond));
  }
}

TEST_F(PeopleTest, CancelsAllWhileAnotherClaimsThem) {
  addMany(tenant_, 4000);
  const auto other = open();
  std::jthread claiming([&] {
    while (!other->claim({kPlain, 20, "another"})->jobs.empty()) continue;
  });
  EXPECT_EQ(store_->cancel({}).value(), 4000);
  claiming.join();
  EXPECT_EQ(count("select count(*) from ai_jobs where status <> 'cancelled'"), 0);
}

TEST_F(PeopleTest, CancelsAllThoughADeadlockIsInTheWay) {
  const auto first = add(), second = add();
  const auto lock = [&](std::int64_t id) {
    mustQuery("select from ai_jobs where id = $1 for update", {id});
  };
  mustQuery("begin");
  lock(second);
  auto cancelling = std::async(std::launch::async, [&] { return store_->cancel({}); });
  while (count("select count(*) from pg_stat_activity "
               "where pg_backend_pid() = any (pg_blocking_pids(pid))") == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  lock(first);  // the server ends the one that has waited longer
  mustQuery("commit");
  EXPECT_EQ(cancelling.get().value(), 2);
}

TEST_F(PeopleTest, PutsNoJobForward) {
  add();
  const auto now = store_->now().value();
  store_->snooze({}, now + 2 * job::kHour).value();
  EXPECT_EQ(store_->snooze({}, now + job::kHour).value(), 1);
  letTimePass(job::kHour + kMinute);
  EXPECT_EQ(claim(1).size(), 0U);
}

}  // namespace
}  // namespace fairlead::queue
