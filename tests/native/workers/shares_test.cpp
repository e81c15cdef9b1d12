// What workers share: rates, limits, and turns among tenants.
#include <csignal>

#include "tests/native/workers/fleet.h"

namespace fairlead::workers {
namespace {

using QueueSharesTest = FleetTest;

TEST_F(QueueSharesTest, TwoWorkersKeepOneRate) {
  askForMissing(62, shore_);
  twoWorkOnce({"AI_RATE_PER_MINUTE=60"});
  EXPECT_EQ(ask("select count(*) from ai_jobs where attempts = 1"), "62");
  // Sixty at once, of a bucket that began after they were asked for; the other two by the second.
  EXPECT_GE(std::stod(ask("select extract(epoch from max(last_error_at) - min(created_at)) "
                          "from ai_jobs")),
            2);
}

TEST_F(QueueSharesTest, TwoWorkersKeepALimitOfTheProvider) {
  server_.failNext(R"({"fault":"slow","delay_ms":250})");
  askForSummaries(9);
  auto one = worker({"--idle", "0.1"}, {"AI_PROVIDER_LIMIT=3"});
  auto two = worker({"--idle", "0.1"}, {"AI_PROVIDER_LIMIT=3"});
  EXPECT_EQ(mostRunning([&] { return states() == "succeeded 9"; }), 3);
  for (auto* each : {&one, &two}) each->signal(SIGTERM);
  for (auto* each : {&one, &two}) each->wait();
}

TEST_F(QueueSharesTest, TwoWorkersKeepALimitOfATenant) {
  auto owner = testing::connectTo(database_.ownerUrl());
  testing::mustQuery(owner, "set role fairlead_admin");
  testing::mustQuery(owner, "update tenants set job_limit = 2 where tenant_id = $1",
                     {shore_.tenant()});
  server_.failNext(R"({"fault":"slow","delay_ms":250})");
  askForSummaries(6);
  auto one = worker({"--idle", "0.1"}), two = worker({"--idle", "0.1"});
  EXPECT_EQ(mostRunning([&] { return states() == "succeeded 6"; }), 2);
  for (auto* each : {&one, &two}) each->signal(SIGTERM);
  for (auto* each : {&one, &two}) each->wait();
}

TEST_F(QueueSharesTest, TenJobsDoNotWaitForTenThousandOfAnotherTenant) {
  const testing::Shore small(database_);
  askForMissing(10'000, shore_);
  askForMissing(10, small);
  auto worker = this->worker({});
  const std::string ofSmall = "from ai_jobs where tenant_id = '" + small.tenant() + "'";
  EXPECT_TRUE(becomes("10", "select count(*) " + ofSmall + " and attempts = 1"));
  worker.signal(SIGTERM);
  worker.wait();
  const int before =
      std::stoi(ask("select count(*) from ai_jobs where tenant_id = '" + shore_.tenant() +
                    "' and last_error_at <= (select max(last_error_at) " + ofSmall + ")"));
  EXPECT_LE(before, 20) << "each got about as many";
}

}  // namespace
}  // namespace fairlead::workers
