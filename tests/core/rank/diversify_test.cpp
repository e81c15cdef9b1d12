// Maximal marginal relevance, against its definition without anything remembered.
#include "core/rank/diversify.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/core/rank/ids.h"

namespace fairlead::rank {
namespace {

struct Sample {
  std::vector<std::string> ids;
  std::vector<std::vector<float>> vectors;
  std::vector<Choice> candidates;
};

Sample randomSample(std::mt19937& random) {
  std::uniform_real_distribution<float> component(-1, 1);
  const std::size_t n = random() % 25;
  const std::size_t dimensions = 1 + random() % 40;
  Sample sample;
  sample.ids = idsOf(n);
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<float> vector(random() % 5 == 0 ? 0 : dimensions);
    for (float& x : vector) x = component(random);
    sample.vectors.push_back(std::move(vector));
  }
  for (std::size_t i = 0; i < n; ++i)
    sample.candidates.push_back({.id = sample.ids[i],
                                 .score = static_cast<double>(random() % 8) / 8,
                                 .vector = sample.vectors[i],
                                 .model = {}});
  return sample;
}

/// The definition: of all candidates left, the first with the greatest value, each time anew.
std::vector<std::size_t> plainOrder(const Sample& sample, double lambda) {
  const auto& all = sample.candidates;
  std::vector<std::size_t> chosen;
  const auto similarity = [&](std::size_t i) {
    double most = -2;
    for (const std::size_t other : chosen)
      if (!all[i].vector.empty() && !all[other].vector.empty())
        most =
            std::max(most, Direction::of(all[other].vector)->cosine(*Direction::of(all[i].vector)));
    return most == -2 ? 0 : most;
  };
  while (chosen.size() < all.size()) {
    std::optional<std::size_t> best;
    double bestValue = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (std::ranges::find(chosen, i) != chosen.end()) continue;
      const double value = lambda * all[i].score - (1 - lambda) * similarity(i);
      if (!best || value > bestValue) {
        best = i;
        bestValue = value;
      }
    }
    chosen.push_back(*best);
  }
  return chosen;
}

std::vector<std::size_t> orderOf(const Selection& selection) {
  std::vector<std::size_t> order;
  for (const ChosenItem& item : selection.items) order.push_back(item.from);
  return order;
}

TEST(Diversify, IsTheDefinition) {
  std::mt19937 random(31);
  for (int round = 0; round < 300; ++round) {
    const Sample sample = randomSample(random);
    const double lambda = static_cast<double>(random() % 11) / 10;
    const auto selection = *diversify(sample.candidates, {.lambda = lambda});
    ASSERT_EQ(orderOf(selection), plainOrder(sample, lambda)) << "round " << round;
  }
}

TEST(Diversify, TheFirstFewAreThoseOfTheWhole) {
  std::mt19937 random(32);
  for (int round = 0; round < 100; ++round) {
    const Sample sample = randomSample(random);
    const auto all = orderOf(*diversify(sample.candidates, {}));
    const std::size_t limit = random() % 30;
    const auto some = orderOf(*diversify(sample.candidates, {.lambda = 0.5, .limit = limit}));
    ASSERT_TRUE(std::ranges::equal(some, std::span(all).first(std::min(limit, all.size()))));
  }
}

TEST(Diversify, LambdaOneSortsByScore) {
  std::mt19937 random(33);
  const Sample sample = randomSample(random);
  const auto selection = *diversify(sample.candidates, {.lambda = 1});
  for (std::size_t i = 1; i < selection.items.size(); ++i)
    EXPECT_GE(sample.candidates[selection.items[i - 1].from].score,
              sample.candidates[selection.items[i].from].score);
}

TEST(Diversify, ComparesVectorsOfOneKindOnly) {
  const std::vector<float> east{1, 0};
  const std::vector<float> longer{1, 0, 0};
  const std::vector<Choice> candidates{{.id = "a", .score = 1, .vector = east, .model = "m1"},
                                       {.id = "b", .score = 1, .vector = east, .model = "m2"},
                                       {.id = "c", .score = 1, .vector = longer, .model = "m1"}};
  const auto selection = *diversify(candidates, {});
  EXPECT_EQ(selection.withVector, 1U);
  ASSERT_EQ(selection.faults.size(), 2U);
  EXPECT_EQ(selection.faults[0].fault, VectorFault::kModel);
  EXPECT_EQ(selection.faults[1].fault, VectorFault::kDimension);
}

TEST(Diversify, RefusesWhatIsNoQuestion) {
  const Choice odd{.id = "a", .score = std::nan(""), .vector = {}, .model = {}};
  EXPECT_EQ(diversify(std::span(&odd, 1), {}).error().path, "/candidates/0/score");
  EXPECT_EQ(diversify({}, {.lambda = 1.1}).error().code, "lambda_out_of_range");
  const std::vector<Choice> many(kMaxDiversified + 1);
  EXPECT_EQ(diversify(many, {}).error().code, "candidates_too_many");
}

}  // namespace
}  // namespace fairlead::rank
