#include "core/rank/shadow.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/core/rank/ids.h"

namespace fairlead::rank {
namespace {

TEST(Compare, IsSymmetricButForWhoWasServed) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const auto ids = idsOf(1 + random() % 30);
    std::vector<std::string_view> served(ids.begin(), ids.end());
    std::vector<std::string_view> shadow(served);
    std::ranges::shuffle(shadow, random);
    shadow.resize(1 + random() % shadow.size());
    const Comparison one = *compare({served, shadow});
    const Comparison other = *compare({shadow, served});
    EXPECT_EQ(one.kendallTauB, other.kendallTauB);
    EXPECT_EQ(one.rbo, other.rbo);
    EXPECT_EQ(one.overlapAt5, other.overlapAt5);
    EXPECT_EQ(one.largestShift, other.largestShift);
    EXPECT_EQ(one.firstChanges, other.firstChanges);
  }
}

TEST(Compare, EqualListsAgreeWholly) {
  for (std::size_t n = 2; n < 60; ++n) {
    const auto ids = idsOf(n);
    const std::vector<std::string_view> list(ids.begin(), ids.end());
    const Comparison same = *compare({list, list});
    EXPECT_EQ(same.kendallTauB, 1);
    EXPECT_NEAR(*same.rbo, 1, 1e-12) << n;
    EXPECT_EQ(same.overlapAt10, 1);
    EXPECT_FALSE(same.firstChanges);
  }
}

/// Equation 32 for lists of one length is the limit of the plain definition when the agreement at
/// the last depth goes on for ever; summed that far, the two meet.
TEST(Compare, OverlapIsTheDefinitionsSumCarriedOn) {
  const auto ids = idsOf(12);
  std::vector<std::string_view> served(ids.begin(), ids.end());
  std::mt19937 random(9);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::string_view> shadow(served);
    std::ranges::shuffle(shadow, random);
    double sum = 0;
    double power = 1;
    for (std::size_t depth = 1; depth <= 400; ++depth) {
      const std::size_t d = std::min<std::size_t>(depth, 12);
      const auto shared = std::ranges::count_if(std::span(served).first(d), [&](auto id) {
        return std::ranges::find(shadow.begin(), shadow.begin() + std::ptrdiff_t(d), id) !=
               shadow.begin() + std::ptrdiff_t(d);
      });
      sum += static_cast<double>(shared) / static_cast<double>(d) * power;
      power *= kPersistence;
    }
    EXPECT_NEAR(*compare({served, shadow})->rbo, (1 - kPersistence) * sum, 1e-9);
  }
}

TEST(Compare, RefusesRepeatsAndLongLists) {
  EXPECT_EQ(compare({{"a", "a"}, {}}).error().code, "ranking_repeats");
  const auto ids = idsOf(kMaxCompared + 1);
  EXPECT_EQ(compare({{}, {ids.begin(), ids.end()}}).error().path, "/shadow");
}

TEST(ShortId, IsNeverMoreThanEightCharacters) {
  EXPECT_EQ(shortId("1234567"), "1234567");
  EXPECT_EQ(shortId("12345678"), "12345678");
  EXPECT_EQ(shortId("123456789"), "12345678");
  EXPECT_EQ(shortId("ééééééééé"), "éééééééé");
  EXPECT_EQ(shortId(""), "");
}

}  // namespace
}  // namespace fairlead::rank
