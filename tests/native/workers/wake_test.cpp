// How a worker learns of new jobs.
#include <csignal>
#include <thread>

#include "tests/native/workers/fleet.h"
#include "tests/native/workers/pooler.h"

namespace fairlead::workers {
namespace {

using namespace std::chrono_literals;

using QueueWakeTest = FleetTest;

TEST_F(QueueWakeTest, ANewJobWakesAWorkerThatSleepsForLong) {
  auto worker = this->worker({});  // looks by itself once a minute
  std::this_thread::sleep_for(1s);
  askForSummaries(1);
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 1"; }, 5s));
  worker.signal(SIGTERM);
  EXPECT_NE(worker.wait().err.find(R"("event":"listening")"), std::string::npos);
}

TEST_F(QueueWakeTest, AListenerThatIsCutOffComesBack) {
  auto worker = this->worker({});  // looks by itself once a minute
  askForSummaries(1);
  ASSERT_TRUE(becomes([&] { return states() == "succeeded 1"; }, 5s));
  std::this_thread::sleep_for(300ms);
  run("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
      "and application_name = 'fairlead work queue, listener'");
  askForSummaries(1);
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 2"; }, 5s));
  std::this_thread::sleep_for(500ms);
  askForSummaries(1);
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 3"; }, 5s));
  worker.signal(SIGTERM);
  const std::string log = worker.wait().err;
  const auto lost = log.find("listen_unavailable_polling");
  ASSERT_NE(lost, std::string::npos) << log;
  EXPECT_NE(log.find(R"("event":"listening")", lost), std::string::npos) << log;
}

TEST_F(QueueWakeTest, PollsBehindAPoolerThatDeliversNothing) {
  testing::Pooler pooler(database_.workerUrl());
  auto worker = this->worker({"--database-url", pooler.url(), "--idle", "0.5"});
  std::this_thread::sleep_for(3s);  // the self-test is over
  askForSummaries(3);
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 3"; }, 5s));
  worker.signal(SIGTERM);
  const auto ended = worker.wait();
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_NE(ended.err.find("listen_unavailable_polling"), std::string::npos) << ended.err;
  EXPECT_EQ(ended.err.find(R"("event":"listening")"), std::string::npos) << ended.err;
}

}  // namespace
}  // namespace fairlead::workers
