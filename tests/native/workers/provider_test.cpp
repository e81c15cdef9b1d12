// What becomes of jobs when the model API fails.
#include "tests/native/workers/fleet.h"

namespace fairlead::workers {
namespace {

using namespace std::chrono_literals;

using QueueProviderTest = FleetTest;

TEST_F(QueueProviderTest, AnOutageOfThreeHoursKillsNoJob) {
  constexpr auto kStep = 15min;  // the longest that a job is put off
  askForSummaries(12);
  server_.failNext(R"({"fault":"server_error"})");
  for (auto passed = 0min; passed < 3h; passed += kStep) {
    EXPECT_EQ(workOnce().exit_code, 1);
    EXPECT_EQ(ask("select breaker from provider_state"), "open");
    letTimePass(kStep);
  }
  EXPECT_EQ(states(), "queued 12");
  EXPECT_EQ(ask("select sum(attempts + losses) from ai_jobs"), "0");
  EXPECT_LE(server_.takeChats(), 12 + 11 * 3) << "no more than the probes of an open breaker";
  server_.recover();
  for (auto passed = 0min; passed < 30min && states() != "succeeded 12"; passed += kStep) {
    letTimePass(kStep);
    workOnce();
  }
  EXPECT_EQ(states(), "succeeded 12");
  EXPECT_EQ(ask("select breaker from provider_state"), "closed");
}

TEST_F(QueueProviderTest, ARefusedKeyKillsOnTheScheduleAndRequeueBringsBack) {
  askForSummaries(1);
  server_.failNext(R"({"fault":"unauthorized"})");
  for (const int minutes : {2, 4, 8, 16}) {
    workOnce();
    EXPECT_EQ(ask("select round(extract(epoch from run_after - last_error_at)) from ai_jobs"),
              std::to_string(minutes * 60));
    letTimePass(std::chrono::minutes(minutes) - 10s);
    workOnce();
    EXPECT_EQ(server_.takeChats(), 1) << "not before its time";
    letTimePass(10s);
  }
  workOnce();
  EXPECT_EQ(ask("select status || ' ' || attempts || ' ' || last_error_code from ai_jobs"),
            "dead 5 MISTRAL_FAILED");
  EXPECT_EQ(jobs({"requeue", "--code", "MODEL_FAILED"}).exit_code, 1);
  EXPECT_EQ(states(), "dead 1");

  server_.recover();
  EXPECT_EQ(jobs({"requeue", "--code", "MISTRAL_FAILED"}).exit_code, 0);
  letTimePass(2min);
  EXPECT_EQ(workOnce().exit_code, 0);
  EXPECT_EQ(states(), "succeeded 1");
}

TEST_F(QueueProviderTest, AMissingMailTellsNothingOfTheProvider) {
  askForMissing(1, shore_);
  run("insert into provider_state (provider, breaker, opened_at, retry_at, openings) "
      "values ('mistral', 'open', now() - interval '1 min', now() - interval '1 s', 1)");
  EXPECT_EQ(workOnce().exit_code, 1);
  EXPECT_EQ(ask("select attempts || ' ' || last_error_code from ai_jobs"), "1 EMAIL_NOT_FOUND");
  EXPECT_EQ(ask("select breaker from provider_state"), "half_open");
}

TEST_F(QueueProviderTest, OtherProvidersFailuresAreCalledModelFailed) {
  askForSummaries(1);
  server_.failNext(R"({"fault":"unauthorized"})");
  workOnce({"AI_PROVIDER=", "AI_MAX_ATTEMPTS=1"});
  EXPECT_EQ(ask("select status || ' ' || last_error_code from ai_jobs"), "dead MODEL_FAILED");
  EXPECT_EQ(ask("select provider from provider_state"), "model");
}

}  // namespace
}  // namespace fairlead::workers
