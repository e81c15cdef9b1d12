// Ends of a worker, asked for and not.
#include <csignal>
#include <thread>

#include "tests/native/support/relay.h"
#include "tests/native/workers/fleet.h"

namespace fairlead::workers {
namespace {

using namespace std::chrono_literals;
using testing::Ended;

using QueueStopTest = FleetTest;

TEST_F(QueueStopTest, DoesWhatIsDueAndEndsOnSigterm) {
  askForSummaries(7);
  auto worker = this->worker({});
  EXPECT_TRUE(becomes("7", "select count(*) from email_ai_summaries"));
  worker.signal(SIGTERM);
  EXPECT_EQ(worker.wait().exit_code, 0);
  EXPECT_EQ(states(), "succeeded 7");
}

TEST_F(QueueStopTest, SigtermFinishesWhatRunsAndGivesBackTheRest) {
  askForSummaries(5);
  server_.failNext(R"({"fault":"slow","delay_ms":1500})");
  auto worker = this->worker({"--concurrency", "1"});
  ASSERT_TRUE(becomes("5", "select count(*) from ai_jobs where status = 'running'"));
  ASSERT_TRUE(becomes([&] { return server_.takeChats() == 1; }));
  worker.signal(SIGTERM);
  EXPECT_EQ(worker.wait().exit_code, 0);
  EXPECT_EQ(states(), "queued 4, succeeded 1");
  EXPECT_EQ(ask("select sum(attempts + losses) from ai_jobs"), "0");
}

TEST_F(QueueStopTest, WhatOutlastsTheGraceIsGivenBackToo) {
  askForSummaries(1);
  server_.failNext(R"({"fault":"slow","delay_ms":20000})");
  auto worker = this->worker({"--grace-ms", "200"});
  ASSERT_TRUE(becomes("1", "select count(*) from ai_jobs where status = 'running'"));
  worker.signal(SIGTERM);
  const auto asked = std::chrono::steady_clock::now();
  EXPECT_EQ(worker.wait().exit_code, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 6s);
  EXPECT_EQ(states(), "queued 1");
  EXPECT_EQ(ask("select sum(attempts + losses) from ai_jobs"), "0");
}

TEST_F(QueueStopTest, ASecondSignalStopsAtOnce) {
  server_.failNext(R"({"fault":"slow","delay_ms":20000})");
  askForSummaries(1);
  auto worker = this->worker({});
  ASSERT_TRUE(becomes("1", "select count(*) from ai_jobs where status = 'running'"));
  worker.signal(SIGTERM);
  std::this_thread::sleep_for(200ms);
  worker.signal(SIGTERM);
  const auto asked = std::chrono::steady_clock::now();
  EXPECT_EQ(worker.wait().exit_code, 130);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 5s) << "without the grace of 25 s";
}

TEST_F(QueueStopTest, AKilledWorkersJobIsTakenBackAfterHeartbeatAndGrace) {
  // Leads, and runs another type; so it is there when the other dies.
  const Words briefly{"AI_HEARTBEAT_GRACE_MS=1000"};
  auto leader = worker({"--type", "graph_extraction"}, briefly);
  ASSERT_TRUE(becomes("1", "select count(*) from ai_leaders"));
  server_.failNext(R"({"fault":"slow","delay_ms":60000})");
  askForSummaries(1);
  auto victim = worker({"--type", "email_summarize_v1"}, briefly);
  ASSERT_TRUE(becomes("1", "select count(*) from ai_jobs where status = 'running'"));
  std::this_thread::sleep_for(1500ms);
  EXPECT_EQ(ask("select losses from ai_jobs"), "0") << "its heartbeat keeps it";
  victim.signal(SIGKILL);
  const auto died = std::chrono::steady_clock::now();
  EXPECT_TRUE(becomes("queued 1", "select status || ' ' || losses from ai_jobs"));
  // 0.2 s heartbeat, 1 s grace, 1 s between looks; the rest is for a busy machine.
  EXPECT_LT(std::chrono::steady_clock::now() - died, 10s);
  victim.wait();
  leader.signal(SIGTERM);
  leader.wait();

  server_.recover();
  EXPECT_EQ(workOnce().exit_code, 0);
  EXPECT_EQ(ask("select status || ' ' || losses || ' ' || lease from ai_jobs"), "succeeded 1 2");
}

TEST_F(QueueStopTest, SurvivesADatabaseThatGoesAway) {
  auto worker = this->worker({"--idle", "0.5"});
  askForSummaries(2);
  ASSERT_TRUE(becomes("2", "select count(*) from email_ai_summaries"));
  server_.failNext(R"({"fault":"slow","delay_ms":2000})");
  askForSummaries(3);
  ASSERT_TRUE(becomes("3", "select count(*) from ai_jobs where status = 'running'"));
  const std::string name = ask("select current_database()");
  const std::string url = database_.ownerUrl();
  auto owner = testing::connectTo(url.substr(0, url.rfind('/') + 1) + "postgres");
  testing::mustQuery(owner, "alter database " + name + " allow_connections false");
  run("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
      "and application_name like 'fairlead work queue%'");
  std::this_thread::sleep_for(3s);
  testing::mustQuery(owner, "alter database " + name + " allow_connections true");
  EXPECT_TRUE(becomes("5", "select count(*) from ai_jobs where status = 'succeeded'"));
  EXPECT_EQ(ask("select sum(attempts) from ai_jobs"), "0");
  server_.recover();
  askForSummaries(1);
  EXPECT_TRUE(becomes("6", "select count(*) from email_ai_summaries"));
  worker.signal(SIGTERM);
  EXPECT_EQ(worker.wait().exit_code, 0);
}

TEST_F(QueueStopTest, SurvivesConnectionsOnWhichNothingArrivesAnyMore) {
  testing::Relay relay(database_.workerUrl());
  server_.failNext(R"({"fault":"slow","delay_ms":100})");
  askForSummaries(30);
  auto worker = this->worker({"--database-url", relay.through(database_.workerUrl())},
                             {"AI_DATABASE_TIMEOUT_MS=400", "AI_HEARTBEAT_GRACE_MS=10000"});
  ASSERT_TRUE(
      becomes([&] { return std::stoi(ask("select count(*) from email_ai_summaries")) > 3; }));
  relay.stall();
  std::this_thread::sleep_for(1s);
  EXPECT_NE(states(), "succeeded 30");
  relay.pass();
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 30"; }));
  EXPECT_EQ(ask("select sum(attempts + losses) from ai_jobs"), "0");
  worker.signal(SIGTERM);
  const Ended ended = worker.wait();
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_NE(ended.err.find("silent"), std::string::npos) << ended.err;
}

}  // namespace
}  // namespace fairlead::workers
