// What becomes of jobs when the model API fails.
#include "tests/native/workers/fleet.h"

namespace fairlead::workers {
namespace {

using QueueProviderTest = FleetTest;

TEST_F(QueueProviderTest, AnOutageKillsNoJobAndOpensTheBreaker) {
  askForSummaries(12);
  server_->failNext(R"({"fault":"server_error"})");
  // As often as in three hours of an outage.
  for (int again = 0; again < 12; ++again) {
    EXPECT_EQ(workOnce().exit_code, 1);
    EXPECT_EQ(ask("select breaker from provider_state"), "open");
    letTimePass();
  }
  EXPECT_EQ(states(), "queued 12");
  EXPECT_EQ(ask("select sum(attempts + losses) from ai_jobs"), "0");
  EXPECT_LT(server_->takeChats(), 12 * 5 + 1) << "an open breaker is not asked";
  server_->recover();
  for (int again = 0; again < 20 && states() != "succeeded 12"; ++again) {
    letTimePass();
    workOnce();
  }
  EXPECT_EQ(states(), "succeeded 12");
  EXPECT_EQ(ask("select breaker from provider_state"), "closed");
}

TEST_F(QueueProviderTest, ARefusedKeyKillsOnTheScheduleAndRequeueBringsBack) {
  askForSummaries(1);
  server_->failNext(R"({"fault":"unauthorized"})");
  for (const char* wait : {"2", "4", "8", "16"}) {
    workOnce();
    EXPECT_EQ(ask("select round(extract(epoch from run_after - last_error_at) / 60) from ai_jobs"),
              wait);
    letTimePass();
  }
  workOnce();
  EXPECT_EQ(ask("select status || ' ' || attempts || ' ' || last_error_code from ai_jobs"),
            "dead 5 MISTRAL_FAILED");
  EXPECT_EQ(jobs({"requeue", "--code", "MODEL_FAILED"}).exit_code, 1);
  EXPECT_EQ(states(), "dead 1");

  server_->recover();
  EXPECT_EQ(jobs({"requeue", "--code", "MISTRAL_FAILED"}).exit_code, 0);
  letTimePass();
  EXPECT_EQ(workOnce().exit_code, 0);
  EXPECT_EQ(states(), "succeeded 1");
}

TEST_F(QueueProviderTest, OtherProvidersFailuresAreCalledModelFailed) {
  askForSummaries(1);
  server_->failNext(R"({"fault":"unauthorized"})");
  workOnce({"AI_PROVIDER=local", "AI_MAX_ATTEMPTS=1"});
  EXPECT_EQ(ask("select status || ' ' || last_error_code from ai_jobs"), "dead MODEL_FAILED");
}

}  // namespace
}  // namespace fairlead::workers
