// What holds of every draft, and that its coin is fair.
#include "core/rank/interleave.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/core/rank/ids.h"

namespace fairlead::rank {
namespace {

Rankings randomRankings(std::mt19937& random, const std::vector<std::string>& ids) {
  Rankings rankings{.a = {ids.begin(), ids.end()}, .b = {ids.begin(), ids.end()}};
  for (auto* ranking : {&rankings.a, &rankings.b}) {
    std::ranges::shuffle(*ranking, random);
    ranking->resize(random() % (ids.size() + 1));
  }
  return rankings;
}

/// An item in a team is the best of the team's ranking that stands nowhere before it.
void expectBestLeft(const std::vector<TeamItem>& list, std::size_t at, const Rankings& rankings) {
  const auto& ranking = list[at].team == Team::kA ? rankings.a : rankings.b;
  std::set<std::string_view> before;
  for (std::size_t i = 0; i < at; ++i) before.insert(list[i].id);
  const auto best = std::ranges::find_if(ranking, [&](auto id) { return !before.contains(id); });
  ASSERT_NE(best, ranking.end());
  ASSERT_EQ(*best, list[at].id);
}

TEST(Interleave, EachPickIsTheTeamsBestAndTeamsStayEven) {
  std::mt19937 random(41);
  const auto ids = idsOf(20);
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const Rankings rankings = randomRankings(random, ids);
    const auto list = *interleave(rankings, seed);
    std::ptrdiff_t lead = 0;
    bool drafting = true;
    for (std::size_t i = 0; i < list.size(); ++i) {
      drafting = drafting && list[i].team != Team::kNone;
      ASSERT_EQ(drafting, list[i].team != Team::kNone);
      if (!drafting) continue;
      expectBestLeft(list, i, rankings);
      lead += list[i].team == Team::kA ? 1 : -1;
      ASSERT_LE(std::abs(lead), 1);
    }
  }
}

TEST(Interleave, HoldsEveryIdOfBothOnce) {
  std::mt19937 random(42);
  const auto ids = idsOf(20);
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const Rankings rankings = randomRankings(random, ids);
    std::set<std::string_view> expected(rankings.a.begin(), rankings.a.end());
    expected.insert(rankings.b.begin(), rankings.b.end());
    std::multiset<std::string_view> listed;
    const auto list = *interleave(rankings, seed);
    for (const TeamItem& item : list) listed.insert(item.id);
    ASSERT_TRUE(std::ranges::equal(listed, expected));
  }
}

TEST(Interleave, GivesEachTeamTheFirstPickHalfTheTime) {
  const Rankings rankings{.a = {"a"}, .b = {"b"}};
  int first = 0;
  for (std::uint64_t seed = 0; seed < 10'000; ++seed)
    if (interleave(rankings, seed)->front().team == Team::kA) ++first;
  EXPECT_NEAR(first, 5000, 200);  // four standard deviations
}

TEST(Interleave, RankingsThatAgreeGiveTheirOrderAndNoWinnerInTheLong) {
  const auto ids = idsOf(10);
  const Rankings same{.a = {ids.begin(), ids.end()}, .b = {ids.begin(), ids.end()}};
  int balance = 0;
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    const auto list = *interleave(same, seed);
    for (std::size_t i = 0; i < ids.size(); ++i) ASSERT_EQ(list[i].id, ids[i]);
    const std::vector<std::string_view> clicked{ids[0]};
    const Credit given = *credit(list, clicked);
    balance += static_cast<int>(given.a) - static_cast<int>(given.b);
  }
  EXPECT_NEAR(balance, 0, 400);
}

TEST(Credit, CountsAnItemOnceAndNobodysForNobody) {
  const std::vector<TeamItem> list{
      {"x", Team::kA}, {"y", Team::kB}, {"z", Team::kA}, {"w", Team::kNone}};
  const std::vector<std::string_view> clicked{"x", "x", "w", "z", "y"};
  const Credit given = *credit(list, clicked);
  EXPECT_EQ(given.a, 2U);
  EXPECT_EQ(given.b, 1U);
  EXPECT_EQ(given.winner, Team::kA);
  EXPECT_EQ(credit(list, {})->winner, Team::kNone);
}

TEST(Interleave, RefusesRepeatsAndStrayClicks) {
  EXPECT_EQ(interleave({.a = {}, .b = {"a", "a"}}, 1).error().path, "/b/1");
  EXPECT_EQ(interleave({.a = {"a", "b", "a"}, .b = {}}, 1).error().path, "/a/2");
  const std::vector<TeamItem> list{{"x", Team::kA}};
  const std::vector<std::string_view> stray{"x", "q"};
  EXPECT_EQ(credit(list, stray).error().code, "click_unknown");
  EXPECT_EQ(credit(list, stray).error().path, "/clicked/1");
  const std::vector<TeamItem> twice{{"x", Team::kA}, {"x", Team::kB}};
  EXPECT_EQ(credit(twice, {}).error().path, "/items/1/id");
}

}  // namespace
}  // namespace fairlead::rank
