// When a provider may be asked: the breaker's states, and quotas.
#include "core/job/provider.h"

#include <string>

#include <gtest/gtest.h>

#include "core/job/classify.h"
#include "core/job/wire.h"

namespace fairlead::job {
namespace {

constexpr Micros kStart = 1'750'000'000 * kSecond;
constexpr BreakerPolicy kPolicy = {};

Provider settled(const Provider& provider, Signal signal, Micros now,
                 std::optional<Micros> retryAfter = {}) {
  return settle(provider, signal, retryAfter, now, kPolicy);
}

/// A provider that failed so often, a second apart.
Provider failed(int times) {
  Provider provider;
  for (int i = 0; i < times; ++i)
    provider = settled(provider, Signal::kFailed, kStart + i * kSecond);
  return provider;
}

TEST(Breaker, OpensAtTheThreshold) {
  EXPECT_EQ(failed(4).breaker, BreakerState::kClosed);
  const Provider open = failed(5);
  EXPECT_EQ(open.breaker, BreakerState::kOpen);
  const Micros now = kStart + 4 * kSecond;
  EXPECT_EQ(open.retryAt, now + kPolicy.coolDown);
  const Admission none = admit(open, 10, now, kPolicy);
  EXPECT_EQ(none.admitted, 0);
  EXPECT_EQ(none.code, "breaker_open");
  EXPECT_EQ(none.until, open.retryAt);
}

TEST(Breaker, CountsOnlyWithinTheWindow) {
  Provider provider = failed(4);
  provider = settled(provider, Signal::kFailed, kStart + kPolicy.window);
  EXPECT_EQ(provider.breaker, BreakerState::kClosed);
  EXPECT_EQ(provider.failures, 1);
}

TEST(Breaker, OpensAtOnceWhereTheProviderSaysHowLong) {
  const Provider open = settled({}, Signal::kFailed, kStart, 90 * kSecond);
  EXPECT_EQ(open.breaker, BreakerState::kOpen);
  EXPECT_EQ(open.retryAt, kStart + 90 * kSecond);
  EXPECT_EQ(settled({}, Signal::kFailed, kStart, 0).breaker, BreakerState::kClosed);
  EXPECT_EQ(settled({}, Signal::kFailed, kStart, kDay).retryAt, kStart + kPolicy.retryAfterMost);
}

TEST(Breaker, LetsAFewTryAndClosesWhenOneIsAnswered) {
  const Provider open = failed(5);
  const Admission first = admit(open, 2, open.retryAt, kPolicy);
  EXPECT_EQ(first.provider.breaker, BreakerState::kHalfOpen);
  EXPECT_EQ(first.admitted, 2);
  EXPECT_EQ(first.code, "breaker_probing");
  const Admission second = admit(first.provider, 5, open.retryAt, kPolicy);
  EXPECT_EQ(second.admitted, 1);
  EXPECT_EQ(admit(second.provider, 5, open.retryAt, kPolicy).code, "breaker_probes_out");
  const Provider mended = settled(second.provider, Signal::kAnswered, open.retryAt + 1);
  EXPECT_EQ(mended.breaker, BreakerState::kClosed);
  EXPECT_EQ(admit(mended, 100, open.retryAt + 1, kPolicy).admitted, 100);
}

TEST(Breaker, OpensLongerEachTimeAProbeFails) {
  Provider provider = failed(5);
  for (const Micros wait :
       {60 * kSecond, 120 * kSecond, 240 * kSecond, 300 * kSecond, 300 * kSecond}) {
    const Micros now = provider.retryAt;
    provider = settled(admit(provider, 1, now, kPolicy).provider, Signal::kFailed, now);
    EXPECT_EQ(provider.breaker, BreakerState::kOpen);
    EXPECT_EQ(provider.retryAt, now + wait);
  }
}

TEST(Breaker, ProbesThatNobodyTellsTheEndOfAreGivenOutAnew) {
  const Provider open = failed(5);
  const Provider probing = admit(open, 3, open.retryAt, kPolicy).provider;
  const Micros now = open.retryAt + kPolicy.probeTimeout;
  EXPECT_EQ(admit(probing, 3, now - 1, kPolicy).admitted, 0);
  EXPECT_EQ(admit(probing, 3, now, kPolicy).admitted, 3);
}

TEST(Breaker, AskedAgainItGivesOutTheProbesOfClaimedJobsAlone) {
  const Provider open = failed(5);
  ASSERT_EQ(admit(open, 3, open.retryAt, kPolicy).admitted, 3);
  const Admission one = admit(open, 1, open.retryAt, kPolicy);
  EXPECT_EQ(one.admitted, 1);
  EXPECT_EQ(admit(one.provider, 3, open.retryAt, kPolicy).admitted, 2);
  const Admission none = admit(open, 0, open.retryAt, kPolicy);
  EXPECT_EQ(admit(none.provider, 3, open.retryAt, kPolicy).admitted, 3);
}

TEST(Breaker, AnAnswerWhileItIsClosedNeedNotBeWritten) {
  EXPECT_EQ(settled(failed(4), Signal::kAnswered, kStart + kMinute), failed(4));
}

TEST(Breaker, ARefusedKeyOpensItShortlyAndItClosesByItself) {
  const Provider open = settled({}, Signal::kRefused, kStart);
  EXPECT_EQ(open.breaker, BreakerState::kOpen);
  EXPECT_EQ(open.retryAt, kStart + kPolicy.refusedOpen);
  EXPECT_EQ(settled(open, Signal::kRefused, kStart + kSecond), open);
  EXPECT_EQ(admit(open, 1, open.retryAt - 1, kPolicy).admitted, 0);
  const Admission again = admit(open, 50, open.retryAt, kPolicy);
  EXPECT_EQ(again.provider.breaker, BreakerState::kClosed);
  EXPECT_EQ(again.admitted, 50);
}

TEST(Breaker, NoPolicyKeepsItOpenLongerThanTwoMinutesForAKey) {
  BreakerPolicy slow = kPolicy;
  slow.refusedOpen = kHour;
  EXPECT_EQ(settle({}, Signal::kRefused, {}, kStart, slow).retryAt, kStart + 2 * kMinute);
}

TEST(Breaker, WhatComesInWhileItIsOpenChangesNothing) {
  const Provider open = failed(5);
  const Micros now = kStart + 10 * kSecond;
  for (const Signal signal :
       {Signal::kAnswered, Signal::kFailed, Signal::kRefused, Signal::kNothing})
    EXPECT_EQ(settled(open, signal, now), open);
}

TEST(Breaker, AClockThatSteppedBackNeverKeepsItOpenLongerThanMeant) {
  const Provider open = failed(5);
  const Micros now = kStart - kHour;
  const Admission none = admit(open, 1, now, kPolicy);
  EXPECT_EQ(none.until, now + kPolicy.coolDown);
  EXPECT_EQ(admit(none.provider, 1, now + kPolicy.coolDown, kPolicy).admitted, 1);

  const Provider probing = admit(open, 3, open.retryAt, kPolicy).provider;
  const Admission waiting = admit(probing, 1, now, kPolicy);
  EXPECT_EQ(waiting.until, now + kPolicy.probeTimeout);
}

TEST(Quota, StopsAllUntilItsReset) {
  const Provider spent = settled({}, Signal::kQuota, kStart, 2 * kHour);
  const Admission none = admit(spent, 1, kStart + kHour, kPolicy);
  EXPECT_EQ(none.admitted, 0);
  EXPECT_EQ(none.code, "quota_exhausted");
  EXPECT_EQ(none.until, kStart + 2 * kHour);
  const Admission all = admit(spent, 7, kStart + 2 * kHour, kPolicy);
  EXPECT_EQ(all.admitted, 7);
  EXPECT_FALSE(all.provider.quotaResetAt);
}

TEST(Quota, IsAskedAboutEachDayAtLeast) {
  const Provider spent = settled({}, Signal::kQuota, kStart, 30 * kDay);
  EXPECT_EQ(spent.quotaResetAt, kStart + kDay);
  EXPECT_EQ(settled({}, Signal::kQuota, kStart).quotaResetAt, kStart + kPolicy.quotaWait);
  EXPECT_EQ(admit(spent, 1, kStart - kHour, kPolicy).until, kStart + 23 * kHour);
}

TEST(Signals, FollowTheClass) {
  const auto signal = [](FailureClass failureClass) {
    return signalOf({.failureClass = failureClass, .code = "X"});
  };
  EXPECT_EQ(signal(FailureClass::kItem), Signal::kAnswered);
  EXPECT_EQ(signal(FailureClass::kSchema), Signal::kAnswered);
  EXPECT_EQ(signal(FailureClass::kProvider), Signal::kFailed);
  EXPECT_EQ(signal(FailureClass::kQuota), Signal::kQuota);
  EXPECT_EQ(signal(FailureClass::kConfig), Signal::kNothing);
  EXPECT_EQ(signal(FailureClass::kLost), Signal::kNothing);
  EXPECT_EQ(signalOf(failureOf(classify(HttpRefusal{.status = 401}), "mistral")), Signal::kRefused);
}

struct Expected {
  HttpRefusal refusal;
  FailureClass failureClass;
  std::string_view code;
};

TEST(Classify, GoesByStatusAndCode) {
  const std::vector<Expected> table = {
      {{.status = 400}, FailureClass::kItem, "provider_refused_input"},
      {{.status = 400, .inputs = 2}, FailureClass::kBatch, "provider_refused_input"},
      {{.status = 400, .errorParam = "model"}, FailureClass::kConfig, "provider_model_unknown"},
      {{.status = 400, .errorParam = "dimensions"}, FailureClass::kConfig, "provider_dimensions"},
      {{.status = 401}, FailureClass::kItem, "provider_unauthorized"},
      {{.status = 402}, FailureClass::kQuota, "provider_quota_exceeded"},
      {{.status = 403}, FailureClass::kItem, "provider_unauthorized"},
      {{.status = 404}, FailureClass::kConfig, "provider_model_unknown"},
      {{.status = 408}, FailureClass::kProvider, "provider_failed"},
      {{.status = 413}, FailureClass::kItem, "provider_refused_input"},
      {{.status = 418}, FailureClass::kConfig, "provider_request_refused"},
      {{.status = 422}, FailureClass::kItem, "provider_refused_input"},
      {{.status = 429}, FailureClass::kProvider, "provider_rate_limited"},
      {{.status = 429, .errorCode = "insufficient_quota"},
       FailureClass::kQuota,
       "provider_quota_exceeded"},
      {{.status = 500}, FailureClass::kProvider, "provider_failed"},
      {{.status = 503}, FailureClass::kProvider, "provider_failed"},
  };
  for (const Expected& row : table) {
    const Classified classified = classify(row.refusal);
    EXPECT_EQ(classified.failureClass, row.failureClass) << row.refusal.status;
    EXPECT_EQ(classified.code, row.code) << row.refusal.status;
  }
  EXPECT_TRUE(classify(HttpRefusal{.status = 403}).keyRefused);
  EXPECT_EQ(classify(HttpRefusal{.status = 503, .retryAfter = 5}).retryAfter, 5);
}

TEST(Classify, NamesTheJobsErrorByItsProvider) {
  EXPECT_EQ(failureOf(classify(HttpRefusal{.status = 401}), "mistral").code, "MISTRAL_FAILED");
  EXPECT_EQ(failureOf(classify(HttpRefusal{.status = 401}), "openai").code, "MODEL_FAILED");
  EXPECT_EQ(failureOf(classify(CallFault::kTimeout), "mistral").code, "TIMEOUT");
  EXPECT_EQ(classify(CallFault::kUrl).failureClass, FailureClass::kConfig);
  EXPECT_EQ(classify(CallFault::kMalformed).failureClass, FailureClass::kProvider);
}

TEST(Policy, MaySayHowLongARefusedKeyOpens) {
  const auto pathOf = [](std::string_view wait) {
    const std::string answer =
        settleJson(R"({"provider":{},"signal":"refused","now":1750000000000000,)"
                   R"("policy":{"refused_open_us":)" +
                   std::string(wait) + "}}");
    return answer.find(R"("retry_at":1750000001000000)") != std::string::npos ? "taken" : answer;
  };
  EXPECT_EQ(pathOf("1000000"), "taken");
  EXPECT_NE(pathOf("120000001").find("refused_open_us"), std::string::npos);
}

}  // namespace
}  // namespace fairlead::job
