// A worker that was taken for dead, and comes back, changes nothing.
#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

using job::Reason;

class FencesTest : public QueueTest {
 protected:
  /// A job that one worker held too long, and another holds now.
  void takeOver() {
    add();
    stale_ = claimOne();
    letTimePass(kMinute);
    ASSERT_EQ(store_->rescue(10)->size(), 1U);
    held_ = claimOne();
    ASSERT_EQ(held_.id, stale_.id);
    ASSERT_EQ(held_.rule.lease, stale_.rule.lease + 1);
  }
  void expectHeld() { EXPECT_EQ(row(held_.id).rule, held_.rule); }

  ClaimedJob stale_, held_;
};

TEST_F(FencesTest, EveryEndingOfAStaleHolderIsRefused) {
  takeOver();
  for (const Ending& how : std::vector<Ending>{Completed{}, itemFailure(), providerFailure(),
                                               Released{}, Snooze{*held_.rule.claimedAt}}) {
    EXPECT_EQ(end(stale_, how).reason, Reason::kLeaseStale) << how.index();
    expectHeld();
  }
  EXPECT_EQ(end(held_, Completed{}).reason, Reason::kCompleted);
  EXPECT_EQ(end(held_, Completed{}).reason, Reason::kNotRunning) << "once";
}

TEST_F(FencesTest, AStaleHeartbeatIsRefusedBesideOneThatIsNot) {
  takeOver();
  EXPECT_EQ(store_->heartbeat(std::vector{stale_.hold(), held_.hold()}).value(),
            (std::vector{false, true}));
  end(held_, Completed{});
  EXPECT_EQ(store_->heartbeat(std::vector{held_.hold()}).value(), std::vector{false});
}

TEST_F(FencesTest, AStaleResultIsNotWritten) {
  takeOver();
  const auto effect = [](postgres::Connection& connection) -> Result<void> {
    const auto rows = connection.query(
        "insert into ai_leaders (what, holder, until) values ('result', 'x', now())");
    if (!rows) return std::unexpected(rows.error());
    return {};
  };
  const auto results = [&] {
    return count("select count(*) from ai_leaders where what = 'result'");
  };
  EXPECT_EQ(store_->complete(stale_, effect)->reason, Reason::kLeaseStale);
  EXPECT_EQ(results(), 0);
  expectHeld();
  EXPECT_EQ(store_->complete(held_, effect)->reason, Reason::kCompleted);
  EXPECT_EQ(results(), 1);
  EXPECT_EQ(store_->complete(held_, effect)->reason, Reason::kNotRunning);
}

TEST_F(FencesTest, AnEffectThatFailsCompletesNothing) {
  add();
  const ClaimedJob job = claimOne();
  const auto done = store_->complete(job, [](postgres::Connection& connection) -> Result<void> {
    EXPECT_TRUE(connection.query("insert into ai_leaders values ('half', 'x', now())"));
    return fail("no_result", "The effect failed.");
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "no_result");
  EXPECT_EQ(row(job.id).rule, job.rule);
  EXPECT_EQ(count("select count(*) from ai_leaders where what = 'half'"), 0);
}

TEST_F(FencesTest, CheckpointsAreKeptByTheHolderAndGoOnWithTheNext) {
  add();
  const ClaimedJob first = claimOne();
  EXPECT_EQ(store_->loadCheckpoint(first.hold(), "read").value(), std::nullopt);
  EXPECT_TRUE(store_->saveCheckpoint(first.hold(), "read", R"({"n": 1})").value());
  EXPECT_TRUE(store_->saveCheckpoint(first.hold(), "read", R"({"n": 2})").value());
  letTimePass(kMinute);
  ASSERT_EQ(store_->rescue(10)->size(), 1U);
  const ClaimedJob next = claimOne();
  EXPECT_EQ(store_->loadCheckpoint(next.hold(), "read").value(), R"({"n": 2})");
  EXPECT_FALSE(store_->saveCheckpoint(first.hold(), "read", R"({"n": 3})").value());
  EXPECT_EQ(store_->loadCheckpoint(next.hold(), "read").value(), R"({"n": 2})");
  end(next, Completed{});
  EXPECT_EQ(store_->requeue({.id = next.id}), 1);
  EXPECT_EQ(store_->loadCheckpoint(next.hold(), "read").value(), std::nullopt) << "all over again";
}

TEST_F(FencesTest, ALostConnectionIsAnErrorAndTheStoreComesBack) {
  add();
  const ClaimedJob job = claimOne();
  mustQuery(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user "
      "and datname = current_database() and pid <> pg_backend_pid()");
  const Ended ended = {&job, Completed{}};
  const auto lost = store_->settle({&ended, 1});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, "database_unavailable");
  ASSERT_TRUE(store_->reopen());
  EXPECT_EQ(end(job, Completed{}).reason, Reason::kCompleted);
}

}  // namespace
}  // namespace fairlead::queue
