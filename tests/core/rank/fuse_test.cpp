// Fusion, against its formula summed id by id.
#include "core/rank/fuse.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/core/rank/ids.h"

namespace fairlead::rank {
namespace {

std::vector<RankedList> randomLists(std::mt19937& random, const std::vector<std::string>& ids) {
  std::vector<RankedList> lists(random() % 6);
  for (RankedList& list : lists) {
    list.ids.assign(ids.begin(), ids.end());
    std::ranges::shuffle(list.ids, random);
    list.ids.resize(random() % (ids.size() + 1));
    list.weight = static_cast<double>(random() % 5) / 2;
  }
  return lists;
}

/// The formula, looked up in each list anew.
double plainScore(const std::vector<RankedList>& lists, std::string_view id, double k) {
  double score = 0;
  for (const RankedList& list : lists) {
    const auto found = std::ranges::find(list.ids, id);
    if (found == list.ids.end()) continue;
    score += list.weight / (k + static_cast<double>(found - list.ids.begin() + 1));
  }
  return score;
}

TEST(Fuse, IsTheFormulaForEveryIdOnceBestFirst) {
  std::mt19937 random(21);
  const auto ids = idsOf(25);
  for (int round = 0; round < 500; ++round) {
    const auto lists = randomLists(random, ids);
    const double k = static_cast<double>(random() % 100);
    const auto fused = *fuse(lists, {.k = k});
    for (const std::string& id : ids) {
      const bool listed = std::ranges::any_of(lists, [&](const RankedList& list) {
        return std::ranges::find(list.ids, id) != list.ids.end();
      });
      const auto found = std::ranges::find(fused, id, &FusedItem::id);
      ASSERT_EQ(found != fused.end(), listed);
      if (listed) {
        ASSERT_EQ(found->score, plainScore(lists, id, k));
      }
    }
    ASSERT_TRUE(std::ranges::is_sorted(fused, std::greater(), &FusedItem::score));
    ASSERT_EQ(std::ranges::adjacent_find(fused, {}, &FusedItem::id), fused.end());
  }
}

TEST(Fuse, TheFirstFewAreThoseOfTheWhole) {
  std::mt19937 random(22);
  const auto ids = idsOf(25);
  for (int round = 0; round < 300; ++round) {
    const auto lists = randomLists(random, ids);
    const auto all = *fuse(lists, {});
    const std::size_t limit = random() % 30;
    const auto some = *fuse(lists, {.limit = limit});
    ASSERT_EQ(some.size(), std::min(limit, all.size()));
    for (std::size_t i = 0; i < some.size(); ++i) ASSERT_EQ(some[i].id, all[i].id);
  }
}

TEST(Fuse, OneListKeepsItsOrder) {
  const auto ids = idsOf(40);
  const RankedList list{.ids = {ids.begin(), ids.end()}};
  const auto fused = *fuse(std::span(&list, 1), {});
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(fused[i].id, ids[i]);
}

TEST(Fuse, RefusesWhatIsNoRanking) {
  const auto codeOf = [](const std::vector<RankedList>& lists, double k = 60) {
    const auto fused = fuse(lists, {.k = k});
    return fused ? std::string() : std::string(fused.error().code) + " " + fused.error().path;
  };
  EXPECT_EQ(codeOf({{.ids = {"a"}}, {.ids = {"b", "a", "b"}}}), "ranking_repeats /lists/1/ids/2");
  EXPECT_EQ(codeOf({{.ids = {}, .weight = -1}}), "weight_out_of_range /lists/0/weight");
  EXPECT_EQ(codeOf({{.ids = {}, .weight = HUGE_VAL}}), "weight_out_of_range /lists/0/weight");
  EXPECT_EQ(codeOf({}, -0.5), "k_out_of_range /k");
  EXPECT_EQ(codeOf({}, std::nan("")), "k_out_of_range /k");
  EXPECT_EQ(codeOf(std::vector<RankedList>(kMaxFusedLists + 1)), "lists_too_many /lists");
}

}  // namespace
}  // namespace fairlead::rank
