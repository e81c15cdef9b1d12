// Rates to the token, and shares to the turn.
#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "core/job/share.h"
#include "core/job/token_bucket.h"

namespace fairlead::job {
namespace {

constexpr Micros kStart = 1'750'000'000 * kSecond;

TEST(TokenBucket, GivesWhatTheRateSaysToTheToken) {
  const Rate rate = {.tokens = 7, .period = 3 * kSecond, .capacity = 5};
  std::mt19937_64 random(1);
  Bucket bucket = {0, kStart};
  Micros now = kStart;
  std::int64_t taken = 0;
  while (now < kStart + kHour) {
    now += static_cast<Micros>(random() % 200'000);  // never long enough to overflow the bucket
    const Taken result = take(bucket, rate, 1, now);
    bucket = result.bucket;
    taken += result.taken ? 1 : 0;
  }
  // Fewer than one token's worth is left of all that flowed in.
  const std::int64_t flowed = (now - kStart) * rate.tokens / rate.period;
  EXPECT_LE(taken, flowed);
  EXPECT_GE(taken, flowed - rate.capacity);
  EXPECT_EQ(taken * rate.period + bucket.parts, (bucket.at - kStart) * rate.tokens);
}

TEST(TokenBucket, SaysHowLongUntilThereIsEnough) {
  const Rate rate = {.tokens = 3, .period = kSecond, .capacity = 10};
  const Taken none = take({0, kStart}, rate, 2, kStart);
  EXPECT_FALSE(none.taken);
  EXPECT_EQ(none.wait, 666'667);
  EXPECT_FALSE(take(none.bucket, rate, 2, kStart + *none.wait - 1).taken);
  EXPECT_TRUE(take(none.bucket, rate, 2, kStart + *none.wait).taken);
}

TEST(TokenBucket, WhatIsAvailableCanBeTakenAndNoMore) {
  const Rate rate = {.tokens = 3, .period = kSecond, .capacity = 10};
  const Bucket bucket = {0, kStart};
  for (const Micros wait : {Micros{0}, 333'333L, 333'334L, 2 * kSecond, kHour}) {
    const std::int64_t count = available(bucket, rate, kStart + wait);
    EXPECT_TRUE(take(bucket, rate, count, kStart + wait).taken) << wait;
    EXPECT_FALSE(take(bucket, rate, count + 1, kStart + wait).taken) << wait;
  }
  EXPECT_EQ(available(bucket, rate, kStart + 2 * kSecond), 6);
  EXPECT_EQ(available(bucket, rate, kStart + kHour), 10);
  EXPECT_EQ(available(fullBucket(rate, kStart), rate, kStart - kHour), 10);
}

TEST(TokenBucket, ClocksThatStepGiveNothingAway) {
  const Rate rate = {.tokens = 1, .period = kSecond, .capacity = 4};
  Bucket bucket = take(fullBucket(rate, kStart), rate, 4, kStart).bucket;
  const Taken back = take(bucket, rate, 1, kStart - kHour);
  EXPECT_FALSE(back.taken);
  EXPECT_EQ(back.wait, kSecond);  // and not an hour and a second
  EXPECT_TRUE(take(back.bucket, rate, 1, kStart - kHour + kSecond).taken);
  const Taken ahead = take(bucket, rate, 4, kStart + kDay);
  EXPECT_TRUE(ahead.taken);
  EXPECT_FALSE(take(ahead.bucket, rate, 1, kStart + kDay).taken);
}

TEST(TokenBucket, RefusesWhatCouldNeverBe) {
  const Rate rate = {.tokens = 1, .period = kSecond, .capacity = 4};
  const Taken never = take(fullBucket(rate, kStart), rate, 5, kStart);
  EXPECT_FALSE(never.taken);
  EXPECT_FALSE(never.wait);
  EXPECT_FALSE(isValid({.tokens = 0, .period = 1, .capacity = 1}));
  EXPECT_FALSE(isValid({.tokens = 1, .period = 0, .capacity = 1}));
  EXPECT_FALSE(isValid({.tokens = 1, .period = 1, .capacity = 0}));
  EXPECT_FALSE(isValid({.tokens = kMaxRateTokens + 1, .period = 1, .capacity = 1}));
  EXPECT_FALSE(isValid({.tokens = 1, .period = kMaxRatePeriod, .capacity = kMaxRateTokens}));
  EXPECT_TRUE(isValid({.tokens = kMaxRateTokens, .period = kHour, .capacity = kMaxRateTokens}));
}

std::vector<int> grants(const Shares& shares) {
  std::vector<int> granted;
  granted.reserve(shares.tenants.size());
  for (const Share& given : shares.tenants) granted.push_back(given.granted);
  return granted;
}

TEST(Share, FollowsTheWeights) {
  const std::vector<Claimant> claimants = {{.weight = 1, .waiting = 100, .limit = 100},
                                           {.weight = 3, .waiting = 100, .limit = 100}};
  EXPECT_EQ(grants(share(claimants, 40, 0)), (std::vector<int>{10, 30}));
}

TEST(Share, LeavesWhatOneDoesNotWantToTheOthers) {
  const std::vector<Claimant> claimants = {{.waiting = 2, .limit = 100},
                                           {.waiting = 100, .limit = 100},
                                           {.waiting = 100, .running = 3, .limit = 5},
                                           {.waiting = 0, .limit = 100}};
  EXPECT_EQ(grants(share(claimants, 20, 0)), (std::vector<int>{2, 16, 2, 0}));
  EXPECT_EQ(grants(share(claimants, 1000, 0)), (std::vector<int>{2, 100, 2, 0}));
}

TEST(Share, AskedAgainItMovesThePassesOfClaimedJobsAlone) {
  std::vector<Claimant> claimants = {{.weight = 1, .waiting = 100, .pass = 7},
                                     {.weight = 2, .waiting = 100},
                                     {.weight = 4, .waiting = 100}};
  ASSERT_EQ(grants(share(claimants, 70, 0)), (std::vector<int>{10, 20, 40}));
  const std::vector<int> claimed = {10, 3, 0};
  for (std::size_t i = 0; i < claimed.size(); ++i) claimants[i].waiting = claimed[i];
  const Shares kept = share(claimants, 13, 0);
  EXPECT_EQ(grants(kept), claimed);
  EXPECT_EQ(kept.tenants[0].pass, 7 + 10 * kStride);
  EXPECT_EQ(kept.tenants[1].pass, 3 * kStride / 2);
  EXPECT_EQ(kept.tenants[2].pass, 0);
}

TEST(Share, OneSlotATimeGoesRound) {
  std::vector<Claimant> claimants = {{.weight = 2, .waiting = 999, .limit = 999},
                                     {.weight = 1, .waiting = 999, .limit = 999},
                                     {.weight = 1, .waiting = 999, .limit = 999}};
  std::vector<int> total(claimants.size());
  std::int64_t pass = 0;
  for (int turn = 0; turn < 400; ++turn) {
    const Shares shares = share(claimants, 1, pass);
    pass = shares.pass;
    for (std::size_t i = 0; i < claimants.size(); ++i) {
      claimants[i].pass = shares.tenants[i].pass;
      total[i] += shares.tenants[i].granted;
    }
  }
  EXPECT_EQ(total, (std::vector<int>{200, 100, 100}));
}

TEST(Share, WhoeverComesBackNeitherLostNorSavedUp) {
  std::vector<Claimant> claimants = {{.waiting = 1000, .limit = 1000},
                                     {.waiting = 0, .limit = 1000}};
  const Shares alone = share(claimants, 100, 0);
  EXPECT_EQ(grants(alone), (std::vector<int>{100, 0}));
  claimants[0].pass = alone.tenants[0].pass;
  claimants[1] = {.waiting = 1000, .limit = 1000, .pass = alone.tenants[1].pass};
  const std::vector<int> after = grants(share(claimants, 100, alone.pass));
  EXPECT_NEAR(after[0], 50, 1);
  EXPECT_NEAR(after[1], 50, 1);
}

}  // namespace
}  // namespace fairlead::job
