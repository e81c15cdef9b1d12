// A worker that was taken for dead, and comes back, changes nothing.
#include "native/queue/postgres_store.h"
#include "tests/native/queue/queue_fixture.h"
#include "tests/native/support/relay.h"

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
}

TEST_F(FencesTest, ACompletionThatIsToldAgainWasOne) {
  add();
  const ClaimedJob job = claimOne();
  const job::Decision first = end(job, Completed{});
  EXPECT_EQ(first.reason, Reason::kCompleted);
  // As after a commit whose answer was lost.
  const job::Decision again = end(job, Completed{});
  EXPECT_EQ(again.reason, Reason::kCompleted);
  EXPECT_EQ(again.job, first.job);
  EXPECT_EQ(end(job, itemFailure()).reason, Reason::kNotRunning) << "but it did not fail then";
}

TEST_F(FencesTest, NoEndingOfACancelledJobIsWritten) {
  add();
  const ClaimedJob job = claimOne();
  ASSERT_EQ(store_->cancel({.id = job.id}).value(), 1);
  const job::Job cancelled = row(job.id).rule;
  for (const Ending& how : std::vector<Ending>{Completed{}, itemFailure(), providerFailure(),
                                               Released{}, Snooze{*job.rule.claimedAt}}) {
    EXPECT_EQ(end(job, how).reason, Reason::kNotRunning) << how.index();
    EXPECT_EQ(row(job.id).rule, cancelled) << how.index();
  }
}

TEST_F(FencesTest, AStaleHeartbeatIsRefusedBesideOneThatIsNot) {
  takeOver();
  EXPECT_EQ(store_->heartbeat(std::vector{stale_.hold(), held_.hold()}).value(),
            (std::vector{false, true}));
  end(held_, Completed{});
  EXPECT_EQ(store_->heartbeat(std::vector{held_.hold()}).value(), std::vector{false});
}

TEST_F(FencesTest, AStaleHeartbeatDoesNotKeepTheJobAliveForTheNext) {
  takeOver();
  EXPECT_EQ(store_->heartbeat(std::vector{stale_.hold()}).value(), std::vector{false});
  expectHeld();
}

TEST_F(FencesTest, AStaleCheckpointIsNotKept) {
  takeOver();
  EXPECT_FALSE(store_->saveCheckpoint(stale_.hold(), "read", R"({"n": 1})").value());
  EXPECT_EQ(store_->loadCheckpoint(held_.hold(), "read").value(), std::nullopt);
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
  EXPECT_EQ(store_->complete(held_, effect)->reason, Reason::kCompleted)
      << "written before, and not again: a second result of that name would be refused";
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

TEST_F(FencesTest, AClaimThatNobodyHeardOfIsGivenBackFreeOfCharge) {
  addMany(tenant_, 3);
  testing::Relay relay(database_->workerUrl());
  const auto behind =
      *PostgresStore::open(relay.through(database_->workerUrl()), {{{kPlain, ""}}, {}});
  const ClaimedJob known = claimWith(*behind, 1).jobs.at(0);
  relay.cut();
  ASSERT_EQ(behind->claim({kPlain, 1, "host-1"}).error().code, "database_unavailable");
  // What the server made of it; and somebody else's.
  const auto unheard = mustQuery("select id from ai_claim_jobs('deep_scrub', 1, 'host-1')");
  const auto others = mustQuery("select id from ai_claim_jobs('deep_scrub', 1, 'host-2')");
  const auto id = unheard[0].get<std::int64_t>(0);
  ASSERT_TRUE(behind->reopen());
  const auto claimed = claimWith(*behind, 3).jobs;
  ASSERT_EQ(claimed.size(), 1U);
  EXPECT_EQ(claimed.front().id, id);
  EXPECT_EQ(claimed.front().rule.lease, 2);
  EXPECT_EQ(claimed.front().rule.losses, 0);
  EXPECT_EQ(row(known.id).rule, known.rule) << "the worker has it";
  EXPECT_EQ(row(others[0].get<std::int64_t>(0)).rule.lockedBy, "host-2");
}

}  // namespace
}  // namespace fairlead::queue
