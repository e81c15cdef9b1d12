// What would become of a job.
#include "core/job/schedule.h"

#include <gtest/gtest.h>

namespace fairlead::job {
namespace {

std::vector<Micros> timesOf(const Timeline& timeline, std::string_view code) {
  std::vector<Micros> times;
  for (const Step& step : timeline.steps)
    if (step.code == code) times.push_back(step.at);
  return times;
}

Scenario failing(std::size_t times, const Failure& failure) {
  Scenario scenario;
  scenario.attempts.assign(times, failure);
  return scenario;
}

TEST(Schedule, AJobThatWorksIsDoneAtOnce) {
  const Timeline timeline = schedule({});
  ASSERT_EQ(timeline.steps.size(), 2U);
  EXPECT_EQ(timeline.steps[0].code, "claimed");
  EXPECT_EQ(timeline.steps[1].code, "completed");
  EXPECT_TRUE(timeline.finished);
}

TEST(Schedule, ARefusedKeyKillsOnTheScheduleInSpiteOfItsBreaker) {
  Scenario scenario = failing(
      99, {.failureClass = FailureClass::kItem, .code = "MISTRAL_FAILED", .keyRefused = true});
  const Timeline timeline = schedule(scenario);
  EXPECT_EQ(timesOf(timeline, "claimed"),
            (std::vector<Micros>{0, 2 * kMinute, 6 * kMinute, 14 * kMinute, 30 * kMinute}));
  EXPECT_EQ(timeline.steps.back().code, "attempts_exhausted");
  EXPECT_EQ(timeline.steps.back().job.state, State::kDead);
  EXPECT_EQ(timeline.steps.back().job.lastErrorCode, "MISTRAL_FAILED");
}

TEST(Schedule, AnOutageOfThreeHoursKillsNoJob) {
  Scenario scenario;
  scenario.start = kHour;
  scenario.runsFor = kSecond;
  scenario.outages = {{kHour, 4 * kHour, {FailureClass::kProvider, "MODEL_FAILED"}}};
  const Timeline timeline = schedule(scenario);
  const Step& last = timeline.steps.back();
  EXPECT_EQ(last.job.state, State::kSucceeded);
  EXPECT_EQ(last.job.attempts, 0);
  EXPECT_GE(last.at, 4 * kHour);
  EXPECT_LE(last.at, 4 * kHour + 15 * kMinute + kSecond);
}

TEST(Schedule, LossesAreFoundByTheHeartbeatAndCountedApart) {
  Scenario scenario = failing(99, {.failureClass = FailureClass::kLost, .code = ""});
  scenario.runsFor = 25 * kSecond;  // two heartbeats, then silence
  const Timeline timeline = schedule(scenario);
  EXPECT_EQ(timesOf(timeline, "claimed"),
            (std::vector<Micros>{0, kMinute, 2 * kMinute, 3 * kMinute, 4 * kMinute}));
  EXPECT_EQ(timeline.steps.back().job.lastErrorCode, "WORKER_LOST");
  EXPECT_EQ(timeline.steps.back().job.attempts, 0);
}

TEST(Schedule, AnAttemptEndsWithItsTimeBudget) {
  Scenario scenario;
  scenario.runsFor = kHour;
  scenario.policy.timeBudget = kMinute;
  const Timeline timeline = schedule(scenario);
  EXPECT_EQ(timesOf(timeline, "retry_scheduled").front(), kMinute);
  EXPECT_EQ(timeline.steps.back().job.lastErrorCode, "TIMEOUT");
}

TEST(Schedule, IsHeldBackWhileTheBreakerIsOpen) {
  Scenario scenario;
  scenario.provider.breaker = BreakerState::kOpen;
  scenario.provider.openings = 1;
  scenario.provider.retryAt = 90 * kSecond;
  const Timeline timeline = schedule(scenario);
  EXPECT_EQ(timeline.steps.front().code, "breaker_open");
  EXPECT_EQ(timeline.steps.front().message,
            "The provider failed and is left alone; it is tried again in 90 seconds.");
  EXPECT_EQ(timesOf(timeline, "claimed"), std::vector<Micros>{90 * kSecond});
  EXPECT_EQ(timeline.steps.back().breaker, BreakerState::kClosed);
}

TEST(Schedule, IsBoundedWhateverIsAsked) {
  Scenario scenario;
  scenario.policy.deferBase = 0;
  scenario.outages = {{0, kEndOfTime, {FailureClass::kConfig, "X"}}};
  scenario.policy.configWait = 0;
  const Timeline timeline = schedule(scenario);
  EXPECT_EQ(timeline.steps.size(), kMaxSteps);
  EXPECT_FALSE(timeline.finished);
}

}  // namespace
}  // namespace fairlead::job
