// Breaker, quota, rate and limit of a provider, one state for the fleet.
#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

class ProvidersTest : public QueueTest {
 protected:
  void failFor(JobStore& store, int count, const job::Failure& failure) {
    for (const ClaimedJob& job : claimWith(store, count, kAsking).jobs)
      endWith(store, job, failure);
  }
  std::unique_ptr<JobStore> other_ = open();
};

TEST_F(ProvidersTest, ABreakerThatOneWorkerTrippedHoldsAll) {
  addMany(tenant_, 30, kAsking);
  failFor(*store_, 5, providerFailure());
  const Claimed held = claimWith(*other_, 5, kAsking);
  EXPECT_EQ(held.jobs.size(), 0U);
  EXPECT_EQ(held.heldBack, "breaker_open");
  EXPECT_NEAR(static_cast<double>(*held.until - store_->now().value()), 30.0 * kSecond,
              1.0 * kSecond);
  EXPECT_EQ(claimWith(*other_, 1, kPlain).heldBack, "") << "not that of types without a provider";
}

TEST_F(ProvidersTest, WhatComesTooLateSaysNothing) {
  addMany(tenant_, 30, kAsking);
  const auto held = claimWith(*store_, 10, kAsking).jobs;
  letTimePass(job::kMinute);
  EXPECT_EQ(other_->rescue(100)->size(), held.size());
  for (const ClaimedJob& job : held)
    EXPECT_FALSE(endWith(*store_, job, providerFailure()).applied());
  EXPECT_EQ(claimWith(*other_, 5, kAsking).heldBack, "");
}

TEST_F(ProvidersTest, AFewProbesTryAndOneAnswerMends) {
  addMany(tenant_, 30, kAsking);
  failFor(*store_, 5, providerFailure());
  letTimePass(31 * kSecond);
  const Claimed probes = claimWith(*store_, 10, kAsking);
  EXPECT_EQ(probes.jobs.size(), 3U);
  EXPECT_EQ(probes.heldBack, "breaker_probing");
  EXPECT_EQ(claimWith(*other_, 10, kAsking).heldBack, "breaker_probes_out");
  endWith(*store_, probes.jobs.front(), Completed{});
  EXPECT_EQ(claimWith(*other_, 10, kAsking).jobs.size(), 10U);
}

TEST_F(ProvidersTest, AProbeThatFailsOpensForLonger) {
  addMany(tenant_, 30, kAsking);
  failFor(*store_, 5, providerFailure());
  letTimePass(31 * kSecond);
  failFor(*store_, 3, providerFailure());
  letTimePass(31 * kSecond);
  EXPECT_EQ(claimWith(*store_, 5, kAsking).heldBack, "breaker_open");
  letTimePass(30 * kSecond);
  EXPECT_EQ(claimWith(*store_, 5, kAsking).heldBack, "breaker_probing");
}

TEST_F(ProvidersTest, ProbesThatWereNotNeededAreNotSpent) {
  addMany(tenant_, 5, kAsking);
  failFor(*store_, 5, providerFailure());
  letTimePass(30 * kSecond);
  mustQuery("update ai_jobs set run_after = now() + interval '1 hour'");
  EXPECT_EQ(claimWith(*store_, 5, kAsking).jobs.size(), 0U);
  addMany(tenant_, 5, kAsking);
  EXPECT_EQ(claimWith(*other_, 5, kAsking).jobs.size(), 3U);
}

TEST_F(ProvidersTest, AUsedUpQuotaStopsClaimsUntilItsReset) {
  addMany(tenant_, 5, kAsking);
  job::Failure quota = {job::FailureClass::kQuota, "MODEL_FAILED"};
  quota.retryAfter = 10 * kMinute;
  failFor(*store_, 1, quota);
  EXPECT_EQ(claimWith(*other_, 5, kAsking).heldBack, "quota_exhausted");
  EXPECT_EQ(claimWith(*other_, 5, kAskingToo).heldBack, "quota_exhausted");
  letTimePass(10 * kMinute);
  EXPECT_EQ(claimWith(*other_, 5, kAsking).jobs.size(), 5U);
}

TEST_F(ProvidersTest, ARefusedKeyKillsOnTheScheduleAndRequeueBringsBack) {
  const std::int64_t id = add(kAsking);
  job::Failure refused = itemFailure("MISTRAL_FAILED");
  refused.keyRefused = true;
  for (int attempt = 1; attempt <= 5; ++attempt) {
    const auto decision = end(claimOne(kAsking), refused);
    EXPECT_EQ(decision.job.attempts, attempt);
    EXPECT_EQ(claimWith(*other_, 1, kAsking).heldBack, "breaker_open");
    if (attempt == 5) break;
    EXPECT_EQ(decision.job.runAfter - *decision.job.lastErrorAt, (1 << attempt) * kMinute);
    letTimePass((1 << attempt) * kMinute);
  }
  EXPECT_EQ(row(id).rule.state, job::State::kDead);
  EXPECT_EQ(row(id).rule.lastErrorCode, "MISTRAL_FAILED");
  letTimePass(2 * kMinute);
  EXPECT_EQ(store_->requeue({.state = job::State::kDead, .errorCode = "MISTRAL_FAILED"}), 1);
  EXPECT_EQ(end(claimOne(kAsking), Completed{}).job.state, job::State::kSucceeded);
}

TEST_F(ProvidersTest, AnOutageOfThreeHoursKillsNoJob) {
  constexpr int kJobs = 40;
  addMany(tenant_, kJobs, kAsking);
  for (job::Micros passed = 0; passed < 3 * job::kHour; passed += kMinute) {
    failFor(*store_, kJobs, providerFailure());
    letTimePass(kMinute);
  }
  EXPECT_EQ(count("select count(*) from ai_jobs where status = 'queued' and attempts = 0"), kJobs);
  int done = 0;
  for (int minute = 0; minute < 30; ++minute) {
    for (const ClaimedJob& job : claim(kJobs, kAsking)) {
      endWith(*other_, job, Completed{});
      ++done;
    }
    letTimePass(kMinute);
  }
  EXPECT_EQ(done, kJobs) << "within half an hour of its end";
}

TEST_F(ProvidersTest, ARateIsKeptByAllWorkersTogether) {
  const ProviderRules rules = {.name = kProvider, .rate = job::Rate{2, kSecond, 6}};
  const auto one = open(rules), two = open(rules);
  addMany(tenant_, 30, kAsking);
  EXPECT_EQ(claimWith(*one, 4, kAsking).jobs.size(), 4U);
  const Claimed rest = claimWith(*two, 4, kAsking);
  EXPECT_EQ(rest.jobs.size(), 2U);
  EXPECT_EQ(rest.heldBack, "rate_limited");
  EXPECT_LE(*rest.until - store_->now().value(), kSecond / 2);
  letTimePass(2 * kSecond);
  EXPECT_EQ(claimWith(*one, 10, kAsking).jobs.size(), 4U);
}

TEST_F(ProvidersTest, TokensThatFoundNoJobAreKept) {
  const ProviderRules rules = {.name = kProvider, .rate = job::Rate{1, job::kHour, 5}};
  const auto store = open(rules);
  EXPECT_EQ(claimWith(*store, 5, kAsking).jobs.size(), 0U);
  addMany(tenant_, 10, kAsking);
  EXPECT_EQ(claimWith(*store, 10, kAsking).jobs.size(), 5U);
}

TEST_F(ProvidersTest, WhereThereAreNoMoreJobsNothingIsHeldBack) {
  const ProviderRules rules = {.name = kProvider, .rate = job::Rate{1, job::kHour, 3}};
  const auto store = open(rules);
  addMany(tenant_, 2, kAsking);
  const Claimed claimed = claimWith(*store, 5, kAsking);
  EXPECT_EQ(claimed.jobs.size(), 2U);
  EXPECT_EQ(claimed.heldBack, "");
  EXPECT_FALSE(claimed.until);
}

TEST_F(ProvidersTest, AMissingMailClosesNoBreaker) {
  addMany(tenant_, 6, kAsking);
  failFor(*store_, 5, providerFailure());
  letTimePass(31 * kSecond);
  failFor(*other_, 1, itemFailure("EMAIL_NOT_FOUND"));
  EXPECT_EQ(other_->providers()->front().state.breaker, job::BreakerState::kHalfOpen);
}

TEST_F(ProvidersTest, ALimitCountsTheRunningJobsOfAllTypesThatAskIt) {
  const ProviderRules rules = {.name = kProvider, .limit = 3};
  const auto one = open(rules), two = open(rules);
  addMany(tenant_, 10, kAsking);
  addMany(tenant_, 10, kAskingToo);
  const Claimed first = claimWith(*one, 2, kAsking);
  EXPECT_EQ(first.jobs.size(), 2U);
  const Claimed second = claimWith(*two, 5, kAskingToo);
  EXPECT_EQ(second.jobs.size(), 1U);
  EXPECT_EQ(second.heldBack, "provider_limit");
  EXPECT_EQ(claimWith(*one, 5, kAsking).jobs.size(), 0U);
  endWith(*one, first.jobs.front(), Completed{});
  EXPECT_EQ(claimWith(*one, 5, kAsking).jobs.size(), 1U);
}

TEST_F(ProvidersTest, TellsHowProvidersStand) {
  addMany(tenant_, 5, kAsking);
  failFor(*store_, 5, providerFailure());
  const auto providers = other_->providers();
  ASSERT_EQ(providers->size(), 1U);
  EXPECT_EQ(providers->front().name, kProvider);
  EXPECT_EQ(providers->front().state.breaker, job::BreakerState::kOpen);
}

}  // namespace
}  // namespace fairlead::queue
