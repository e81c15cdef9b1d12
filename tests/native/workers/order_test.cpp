// What one worker does for all: cron entries, and jobs that are stuck.
#include <csignal>

#include "tests/native/workers/fleet.h"

namespace fairlead::workers {
namespace {

using namespace std::chrono_literals;

using QueueOrderTest = FleetTest;

bool holds(const std::string& text, std::string_view word) {
  return text.find(word) != std::string::npos;
}

TEST_F(QueueOrderTest, TwoWorkersFireACronEntryOnce) {
  run("insert into ai_cron (tenant_id, name, schedule, job_type) values ('" + shore_.tenant() +
      "', 'scrub', '0 0 1 1 *', 'deep_scrub')");
  twoWorkOnce();
  EXPECT_EQ(states(), "none") << "not before its time";
  for (int year = 0; year < 2; ++year) {
    letTimePass(366 * 24h);
    run("delete from ai_jobs");
    twoWorkOnce();  // each leads for a moment
    EXPECT_EQ(states(), "queued 1");
  }
}

TEST_F(QueueOrderTest, AWorkerThatMayNotRescueYetDoesNotLead) {
  const auto begun = std::chrono::steady_clock::now();
  auto worker = this->worker({}, {"AI_HEARTBEAT_MS=4000", "AI_HEARTBEAT_GRACE_MS=20000"});
  EXPECT_TRUE(becomes("1", "select count(*) from ai_leaders where until > clock_timestamp()"));
  EXPECT_GE(std::chrono::steady_clock::now() - begun, 4s);
  worker.signal(SIGTERM);
  EXPECT_EQ(worker.wait().exit_code, 0);
}

TEST_F(QueueOrderTest, AKilledWorkersJobIsTakenBackAfterHeartbeatAndThirtySeconds) {
  const Words asShipped{"AI_HEARTBEAT_MS=10000", "AI_HEARTBEAT_GRACE_MS=30000"};
  server_.failNext(R"({"fault":"slow","delay_ms":60000})");
  askForSummaries(1);
  auto victim = worker({}, asShipped);
  ASSERT_TRUE(becomes([&] { return states() == "running 1"; }));
  victim.signal(SIGKILL);
  victim.wait();
  // Whoever leads does it, also where it runs jobs of another type alone.
  const auto rescue = [&] {
    return worker({"--once", "--type", "graph_extraction"}, asShipped).wait().err;
  };
  letTimePass(35s);
  rescue();
  EXPECT_EQ(states(), "running 1");
  letTimePass(6s);
  const std::string log = rescue();
  EXPECT_EQ(ask("select status || ' ' || losses || ' ' || attempts from ai_jobs"), "queued 1 0");
  for (const char* word : {"job_rescued", R"("attempt":1)", R"("lease":1)", "holder_lost"}) {
    EXPECT_TRUE(holds(log, word)) << word << " in " << log;
  }
}

TEST_F(QueueOrderTest, AnAttemptBeyondItsTimeBudgetIsChargedThoughItsWorkerLives) {
  auto owner = testing::connectTo(database_.ownerUrl());
  testing::mustQuery(owner, "begin");
  testing::mustQuery(owner, "lock table emails in access exclusive mode");
  askForMissing(1, shore_);
  auto worker =
      this->worker({}, {"AI_TIME_BUDGET_MS=60000", "AI_TIME_BUDGET_MS_EMAIL_SUMMARIZE_V1=500"});
  EXPECT_TRUE(becomes("queued 1 TIMEOUT",
                      "select concat(status, ' ', attempts, ' ', last_error_code) from ai_jobs"));
  testing::mustQuery(owner, "commit");
  worker.signal(SIGTERM);
  const auto ended = worker.wait();
  EXPECT_EQ(ended.exit_code, 0);
  // What it gives in the end is refused, or is not even told.
  EXPECT_TRUE(holds(ended.err, "job_result_")) << ended.err;
  EXPECT_EQ(ask("select attempts from ai_jobs"), "1");
}

}  // namespace
}  // namespace fairlead::workers
