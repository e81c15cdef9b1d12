// A set of vectors ranks as the vectors themselves do.
#include "core/rank/vector_set.h"

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/rank/blend.h"

namespace fairlead::rank {
namespace {

std::vector<float> randomVector(std::mt19937& random, std::size_t dimensions) {
  std::normal_distribution<float> component;
  std::vector<float> vector(dimensions);
  for (float& x : vector) x = component(random);
  return vector;
}

TEST(VectorSet, HoldsWhatWasLastPutUnderEachId) {
  std::mt19937 random(51);
  VectorSet set = *VectorSet::make(5, "m");
  std::map<std::string, std::vector<float>> model;
  for (int step = 0; step < 5000; ++step) {
    const std::string id = "id-" + std::to_string(random() % 40);
    if (random() % 3 == 0) {
      ASSERT_EQ(set.remove(id), model.erase(id) == 1);
    } else {
      model[id] = randomVector(random, 5);
      ASSERT_EQ(*set.put(id, model[id]), std::nullopt);
    }
    ASSERT_EQ(set.size(), model.size());
  }
  for (int i = 0; i < 40; ++i) {
    const std::string id = "id-" + std::to_string(i);
    const Direction* found = set.find(id);
    ASSERT_EQ(found != nullptr, model.contains(id));
    if (found) {
      ASSERT_TRUE(std::ranges::equal(found->components(), model[id]));
    }
  }
}

TEST(VectorSet, KeepsNoVectorThatCannotBeCompared) {
  VectorSet set = *VectorSet::make(2, "");
  ASSERT_EQ(*set.put("a", std::vector<float>{1, 0}), std::nullopt);
  EXPECT_EQ(*set.put("a", std::vector<float>{0, 0}), VectorFault::kZero);
  EXPECT_EQ(set.find("a"), nullptr);
  EXPECT_EQ(*set.put("a", std::vector<float>{1, NAN}), VectorFault::kNan);
  EXPECT_EQ(*set.put("a", std::vector<float>{1, INFINITY}), VectorFault::kInfinite);
  EXPECT_EQ(*set.put("a", std::vector<float>{1, 2, 3}), VectorFault::kDimension);
  EXPECT_EQ(*set.put("a", {}), VectorFault::kMissing);
  EXPECT_EQ(set.size(), 0U);
}

TEST(VectorSet, RanksAsTheVectorsThemselves) {
  std::mt19937 random(52);
  for (int round = 0; round < 100; ++round) {
    const std::size_t dimensions = 1 + random() % 70;
    VectorSet set = *VectorSet::make(dimensions, "m");
    std::vector<std::string> ids;
    std::vector<std::vector<float>> vectors;
    for (int i = 0; i < 20; ++i) {
      ids.push_back("id-" + std::to_string(i));
      vectors.push_back(randomVector(random, dimensions));
      ASSERT_EQ(*set.put(ids.back(), vectors.back()), std::nullopt);
    }
    std::vector<Candidate> given(20);
    for (std::size_t i = 0; i < given.size(); ++i)
      given[i] = {ids[i], static_cast<double>(random() % 5), vectors[i], "m", nullptr};
    std::vector<Candidate> kept = given;
    for (Candidate& candidate : kept) {
      candidate.vector = {};
      candidate.direction = set.find(candidate.id);
    }
    const std::vector<float> asked = randomVector(random, dimensions);
    const auto one = *blend(given, {asked, "m"}, {.alpha = 0.4});
    const auto other = *blend(kept, {asked, "m"}, {.alpha = 0.4});
    for (std::size_t i = 0; i < given.size(); ++i) {
      ASSERT_EQ(one.items[i].from, other.items[i].from);
      ASSERT_EQ(one.items[i].cosine, other.items[i].cosine);
    }
    EXPECT_EQ(blend(kept, {asked, "n"}, {.alpha = 0.4})->faults.size(), kept.size());
  }
}

TEST(VectorSet, HasOneToSixteenThousandDimensions) {
  EXPECT_EQ(VectorSet::make(0, "").error().code, "dimensions_out_of_range");
  EXPECT_EQ(VectorSet::make(kMaxDimensions + 1, "").error().path, "/dimensions");
  EXPECT_TRUE(VectorSet::make(kMaxDimensions, ""));
}

}  // namespace
}  // namespace fairlead::rank
