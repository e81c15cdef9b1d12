// Asking once, claiming once, in the right order.
#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

using namespace std::chrono_literals;

class ClaimsTest : public QueueTest {};

std::vector<std::int64_t> idsOf(const std::vector<ClaimedJob>& jobs) {
  std::vector<std::int64_t> ids;
  for (const ClaimedJob& job : jobs) ids.push_back(job.id);
  return ids;
}

TEST_F(ClaimsTest, AskingTwiceTellsWhatIsThere) {
  const NewJob job = {.tenant = tenant_, .type = kPlain, .dedupeKey = "once"};
  const auto first = store_->enqueue(job);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_TRUE(first->added);
  const ClaimedJob claimed = claimOne();
  const auto second = store_->enqueue(job);
  EXPECT_FALSE(second->added);
  EXPECT_EQ(second->id, first->id);
  EXPECT_EQ(second->state, job::State::kRunning);
  end(claimed, Completed{});
  EXPECT_EQ(store_->enqueue(job)->state, job::State::kSucceeded);
  EXPECT_TRUE(store_->enqueue({.tenant = makeTenant(), .type = kPlain, .dedupeKey = "once"})->added)
      << "another tenant's";
  EXPECT_TRUE(store_->enqueue({.tenant = tenant_, .type = kAsking, .dedupeKey = "once"})->added)
      << "another type's";
}

TEST_F(ClaimsTest, AsksForManyAtOnceAndLeavesOutWhatIsThere) {
  std::vector<NewJob> jobs;
  for (int i = 0; i < 1000; ++i) {
    jobs.push_back({.tenant = tenant_,
                    .type = kPlain,
                    .dedupeKey = "key\t" + std::to_string(i % 900),
                    .payload = R"({"text": "line\nbreak\\"})"});
  }
  EXPECT_EQ(store_->enqueueMany(jobs).value(), 900);
  EXPECT_EQ(store_->enqueueMany(jobs).value(), 0);
  const auto claimed = claim(1000);
  EXPECT_EQ(claimed.size(), 900U);
  EXPECT_EQ(claimed.front().payload, R"({"text": "line\nbreak\\"})");
}

TEST_F(ClaimsTest, RefusesATypeThatNobodyKnows) {
  const auto asked = store_->enqueue({.tenant = tenant_, .type = "nothing"});
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, "database_refused");
  EXPECT_EQ(claim().size(), 0U) << "the store goes on";
}

TEST_F(ClaimsTest, ManyAtOnceAreTheMostUrgentOnes) {
  const std::int64_t low = add(kPlain, 300);
  add();
  const std::int64_t urgent = add(kPlain, 1);
  const auto ids = idsOf(claim(2));
  EXPECT_EQ(ids.size(), 2U);
  EXPECT_TRUE(std::ranges::count(ids, urgent) == 1);
  EXPECT_FALSE(std::ranges::count(ids, low) == 1);
}

TEST_F(ClaimsTest, OneByOneTheMostUrgentComesFirst) {
  const std::int64_t low = add(kPlain, 300);
  const std::int64_t first = add();
  const std::int64_t second = add();
  const std::int64_t urgent = add(kPlain, 1);
  EXPECT_EQ(claimOne().id, urgent);
  EXPECT_EQ(claimOne().id, first);
  const std::int64_t moreUrgent = add(kPlain, 2);
  std::this_thread::sleep_for(1s);  // far more than nine times what a look takes
  EXPECT_EQ(claimOne().id, moreUrgent) << "asked for after the others had their place";
  EXPECT_EQ(claimOne().id, second);
  EXPECT_EQ(claimOne().id, low);
}

TEST_F(ClaimsTest, AJobOfLaterWaits) {
  const auto now = store_->now().value();
  const auto asked =
      store_->enqueue({.tenant = tenant_, .type = kPlain, .runAfter = now + job::kHour});
  ASSERT_TRUE(asked) << asked.error().message;
  EXPECT_EQ(claim().size(), 0U);
  const std::int64_t low = add(kPlain, 32767);
  EXPECT_EQ(claimOne().id, low) << "behind one of higher priority that is not due";
  letTimePass(job::kHour);
  EXPECT_EQ(claimOne().id, asked->id);
}

TEST_F(ClaimsTest, ClaimsItsOwnTypeAlone) {
  add(kAsking);
  EXPECT_EQ(claim().size(), 0U);
  EXPECT_EQ(claim(1, kAsking).size(), 1U);
}

TEST_F(ClaimsTest, ATurnThatClaimsNoneEndsJobsAllTheSame) {
  add();
  const ClaimedJob job = claimOne();
  const Ended ended = {&job, Completed{}};
  const auto turn = store_->turn({&ended, 1}, ClaimRequest{kPlain, 5, "host-1"});
  ASSERT_TRUE(turn) << turn.error().message;
  EXPECT_EQ(turn->decisions.front().reason, job::Reason::kCompleted);
  EXPECT_TRUE(turn->claimed.jobs.empty());
}

TEST_F(ClaimsTest, FindsWhatWasGivenBackBehindThePlace) {
  addMany(tenant_, 3);
  const ClaimedJob first = claimOne();
  claim(1);
  // As while another transaction keeps looks expensive: the place alone would pass by this one.
  mustQuery(
      "update ai_jobs set status = 'queued', locked_by = null, claimed_at = null, "
      "heartbeat_at = null where id = $1",
      {first.id});
  std::set<std::int64_t> found;
  for (int i = 0; i < 2; ++i) found.insert(claimOne().id);
  EXPECT_TRUE(found.contains(first.id));
}

}  // namespace
}  // namespace fairlead::queue
