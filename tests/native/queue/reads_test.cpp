// What a claim and a completion read and write, where statistics mislead: they know of a line that
// was full, and were taken again when it was empty, as an idle night leaves them.
#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

constexpr int kJobs = 3000;

class ReadsTest : public QueueTest {
 protected:
  /// Many jobs wait, some of them are held, and a store that has no plans yet comes to work.
  ReadsTest() {
    testing::mustQuery(owner_, "reset role");
    addMany(tenant_, 300);
    analyze();
    for (const ClaimedJob& job : claim(300)) end(job, Completed{});
    analyze();
    addMany(tenant_, kJobs);
    store_ = open();
  }

  void analyze() { testing::mustQuery(owner_, "analyze ai_ready, ai_running"); }

  /// What the server counted for a table. A session tells at its end.
  std::int64_t counted(const std::string& what, const char* table) {
    store_.reset();
    const auto rows = mustQuery("select pg_stat_force_next_flush(), pg_stat_clear_snapshot(), " +
                                    what + " from pg_stat_user_tables where relname = $1",
                                {table});
    store_ = open();
    return rows[0].get<std::int64_t>(2);
  }
  /// How many rows of a table were read by its indexes.
  std::int64_t readOf(const char* table) { return counted("idx_tup_fetch", table); }

  void doMany(int jobs) {
    const auto held = claim(jobs);
    std::vector<Ended> ended;
    for (const ClaimedJob& job : held) ended.push_back({&job, Completed{}});
    ASSERT_TRUE(store_->settle(ended));
  }
};

TEST_F(ReadsTest, AClaimReadsWhatItTakesAndNotTheWholeLine) {
  const std::int64_t before = readOf("ai_ready");
  for (int i = 0; i < 10; ++i) claimOne();
  EXPECT_LT(readOf("ai_ready") - before, kJobs / 2);
}

TEST_F(ReadsTest, ACompletionReadsItsJobAndNotAllThatRun) {
  const auto held = claim(500);
  const std::int64_t before = readOf("ai_running");
  for (int i = 0; i < 10; ++i) end(held.at(static_cast<std::size_t>(i)), Completed{});
  EXPECT_LT(readOf("ai_running") - before, 500);
}

// Else each job would be written into every index of ai_jobs again, twice.
TEST_F(ReadsTest, ClaimsAndCompletionsLeaveTheIndexesAlone) {
  const std::int64_t before = counted("n_tup_upd - n_tup_hot_upd", "ai_jobs");
  for (int done = 0; done < kJobs; done += 500) doMany(500);
  EXPECT_LT(counted("n_tup_upd - n_tup_hot_upd", "ai_jobs") - before, kJobs / 50);
}

}  // namespace
}  // namespace fairlead::queue
