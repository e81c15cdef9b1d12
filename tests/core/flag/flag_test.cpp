// Who has a feature, and how a rollout goes on.
#include <string>

#include <gtest/gtest.h>

#include "core/flag/bucket.h"
#include "core/flag/judge.h"
#include "core/flag/ramp.h"

namespace fairlead::flag {
namespace {

constexpr std::int64_t kHour = 3'600'000'000;

TEST(Bucket, IsTheStartOfTheHash) {
  // printf 'rerank\0yacht-1' | sha256sum: 10dd88f2…, which is 282953970.
  EXPECT_EQ(bucket("rerank", "yacht-1"), 3970U);
}

TEST(Bucket, SpreadsSubjectsEvenly) {
  int inside = 0;
  for (int n = 0; n < 20'000; ++n)
    if (bucket("rerank", "tenant-" + std::to_string(n)) < 500) ++inside;
  EXPECT_NEAR(inside, 1000, 120);  // four standard deviations of a fair coin of 5 %
}

TEST(Bucket, DependsOnTheFlag) {
  EXPECT_NE(bucket("a", "bc"), bucket("ab", "c"));
}

TEST(Standing, NeedsTheFlagOnAndTheBucketInside) {
  const std::uint32_t mine = bucket("rerank", "yacht-1");
  EXPECT_EQ(standing({"rerank", true, mine + 1}, "yacht-1"), Standing::kInside);
  EXPECT_EQ(standing({"rerank", true, mine}, "yacht-1"), Standing::kOutside);
  EXPECT_EQ(standing({"rerank", false, kBuckets}, "yacht-1"), Standing::kFlagOff);
  EXPECT_EQ(standing({"rerank", true, kBuckets}, "yacht-1"), Standing::kInside);
  EXPECT_EQ(standing({"rerank", true, 0}, "yacht-1"), Standing::kOutside);
}

TEST(Percentage, HasTwoDecimalsAtMost) {
  EXPECT_EQ(hundredthsOf(0.07), 7U);  // 0.07 * 100 is 7.000000000000001
  EXPECT_EQ(hundredthsOf(33.33), 3333U);
  EXPECT_EQ(hundredthsOf(100), 10'000U);
  for (const double wrong : {-0.01, 100.01, 0.001, 1.005})
    EXPECT_EQ(hundredthsOf(wrong).error().code, "percentage_invalid") << wrong;
}

Window quiet() {
  return {.heldFor = kHour, .requests = 100'000, .errors = 99, .p95Ms = 499.9};
}

std::string_view firstReason(const Judgement& judgement) {
  return judgement.reasons.front().code;
}

TEST(Judge, PromotesAfterAQuietHold) {
  EXPECT_EQ(judge(quiet(), kHour).verdict, Verdict::kPromote);
}

TEST(Judge, RollsBackAtOnceForAnySingleAlarm) {
  const auto alarmed = [](auto set) {
    Window window = quiet();
    window.heldFor = 0;  // at once
    set(window);
    return judge(window, kHour);
  };
  const auto reason = [](const Judgement& judgement) {
    EXPECT_EQ(judgement.verdict, Verdict::kRollBack);
    return firstReason(judgement);
  };
  EXPECT_EQ(reason(alarmed([](Window& w) { w.serverErrors = 1; })), "server_errors");
  EXPECT_EQ(reason(alarmed([](Window& w) { w.p95Ms = 1000.1; })), "p95_over_limit");
  EXPECT_EQ(reason(alarmed([](Window& w) { w.nullSignatures = 1; })), "audit_signature_null");
  EXPECT_EQ(reason(alarmed([](Window& w) { w.crossTenantRows = 1; })), "rows_across_tenants");
  EXPECT_EQ(reason(alarmed([](Window& w) { w.inconsistencies = 1; })), "inconsistency_reported");
}

TEST(Judge, HoldsAtEachBorder) {
  const auto doubted = [](auto set) {
    Window window = quiet();
    set(window);
    const Judgement judgement = judge(window, kHour);
    EXPECT_EQ(judgement.verdict, Verdict::kHold);
    return firstReason(judgement);
  };
  EXPECT_EQ(doubted([](Window& w) { w.heldFor = kHour - 1; }), "hold_not_over");
  EXPECT_EQ(doubted([](Window& w) { w.errors = 100; }), "error_rate_high");
  EXPECT_EQ(doubted([](Window& w) { w.p95Ms = 500; }), "p95_high");
  EXPECT_EQ(doubted([](Window& w) { w.p95Ms = 1000; }), "p95_high");
  EXPECT_EQ(doubted([](Window& w) { w = {.heldFor = kHour}; }), "no_requests");
}

TEST(Judge, NamesAllThatLedToIt) {
  Window window = quiet();
  window.serverErrors = 2;
  window.crossTenantRows = 1;
  EXPECT_EQ(judge(window, kHour).reasons.size(), 2U);
}

TEST(Ramp, GoesThroughItsStagesByTheirHolds) {
  Ramp ramp = *after({}, RampEvent::kStart, 0);
  const int percentages[] = {5, 20, 50, 100};
  const int hours[] = {1, 2, 4, 8};
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(percentageAt(ramp.stage), percentages[i]);
    EXPECT_EQ(holdOf(ramp.stage), hours[i] * kHour);
    Window window = quiet();
    window.heldFor = holdOf(ramp.stage) - 1;
    EXPECT_EQ(advance(ramp, window, ramp.since)->ramp.stage, ramp.stage);
    window.heldFor += 1;
    const std::int64_t now = ramp.since + window.heldFor;
    ramp = advance(ramp, window, now)->ramp;
    EXPECT_EQ(ramp.since, now);
  }
  EXPECT_EQ(ramp.stage, Stage::kComplete);
  EXPECT_EQ(percentageAt(ramp.stage), 100);
  EXPECT_EQ(ramp.since, 15 * kHour);
  EXPECT_EQ(advance(ramp, quiet(), 0).error().code, "transition_unknown");
}

TEST(Ramp, FallsToNothingAndStartsFromTheBeginning) {
  Window bad = quiet();
  bad.serverErrors = 1;
  const Ramp fallen = advance({Stage::kAt50, 0}, bad, 7)->ramp;
  EXPECT_EQ(fallen.stage, Stage::kRolledBack);
  EXPECT_EQ(percentageAt(fallen.stage), 0);
  EXPECT_EQ(after(fallen, RampEvent::kPromote, 8).error().code, "transition_unknown");
  EXPECT_EQ(after(fallen, RampEvent::kStart, 8)->stage, Stage::kAt5);
}

}  // namespace
}  // namespace fairlead::flag
