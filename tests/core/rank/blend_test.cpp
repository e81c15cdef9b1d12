// The blend's promises, and a plain double-precision twin of it that must agree within 1e-5.
#include "core/rank/blend.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace fairlead::rank {
namespace {

/// Random candidates with the memory that they view.
struct Sample {
  std::vector<std::string> ids;
  std::vector<std::vector<float>> vectors;
  std::vector<float> asked;
  std::vector<Candidate> candidates;
  double alpha = 0;

  Query query() const { return {.vector = asked, .model = {}}; }
};

Sample randomSample(std::mt19937& random) {
  std::uniform_real_distribution<float> component(-1, 1);
  std::uniform_int_distribution<int> small(0, 5);
  const std::size_t n = random() % 40;
  const std::size_t dimensions = 1 + random() % 70;
  const auto vector = [&] {
    std::vector<float> made(dimensions);
    for (float& x : made) x = component(random);
    return made;
  };
  Sample sample;
  sample.asked = vector();
  sample.alpha = static_cast<double>(random() % 101) / 100;
  for (std::size_t i = 0; i < n; ++i) {
    sample.ids.push_back("id-" + std::to_string(i * 7 % n));
    sample.vectors.push_back(random() % 5 == 0 ? std::vector<float>{} : vector());
  }
  for (std::size_t i = 0; i < n; ++i)
    sample.candidates.push_back({.id = sample.ids[i],
                                 .fk = static_cast<double>(small(random)),
                                 .vector = sample.vectors[i],
                                 .model = {}});
  return sample;
}

/// The rule's words in doubles, without a thought for speed or for bits.
std::vector<double> twinScores(const Sample& sample) {
  const auto length = [](std::span<const float> v) {
    return std::sqrt(std::inner_product(v.begin(), v.end(), v.begin(), 0.0));
  };
  std::vector<double> fks;
  std::vector<double> cosines;
  for (const Candidate& candidate : sample.candidates) {
    fks.push_back(candidate.fk);
    const double product = std::inner_product(candidate.vector.begin(), candidate.vector.end(),
                                              sample.asked.begin(), 0.0);
    cosines.push_back(candidate.vector.empty()
                          ? std::nan("")
                          : product / length(candidate.vector) / length(sample.asked));
  }
  const auto normalised = [](std::vector<double> values) {
    double min = HUGE_VAL;
    double max = -HUGE_VAL;
    for (const double x : values) {
      if (std::isnan(x)) continue;
      min = std::min(min, x);
      max = std::max(max, x);
    }
    for (double& x : values) x = min == max && !std::isnan(x) ? 0.5 : (x - min) / (max - min);
    return values;
  };
  const std::vector<double> fk = normalised(fks);
  const std::vector<double> cosine = normalised(cosines);
  std::vector<double> scores(fk);
  for (std::size_t i = 0; i < scores.size(); ++i)
    if (!std::isnan(cosine[i])) scores[i] = (1 - sample.alpha) * fk[i] + sample.alpha * cosine[i];
  return scores;
}

TEST(Blend, AgreesWithAPlainTwinInDoubles) {
  std::mt19937 random(20261123);
  for (int round = 0; round < 2000; ++round) {
    const Sample sample = randomSample(random);
    const auto ranking = blend(sample.candidates, sample.query(), {.alpha = sample.alpha});
    ASSERT_TRUE(ranking) << ranking.error().message;
    const std::vector<double> scores = twinScores(sample);
    for (const RankedItem& item : ranking->items)
      ASSERT_NEAR(*item.score, scores[item.from], 1e-5) << "round " << round;
  }
}

TEST(Blend, GivesEveryCandidateOnceWithScoresFalling) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    const Sample sample = randomSample(random);
    const auto ranking = blend(sample.candidates, sample.query(), {.alpha = 0.4});
    std::vector<std::size_t> froms;
    for (const RankedItem& item : ranking->items) froms.push_back(item.from);
    for (std::size_t i = 1; i < ranking->items.size(); ++i)
      ASSERT_GE(*ranking->items[i - 1].score, *ranking->items[i].score);
    std::ranges::sort(froms);
    for (std::size_t i = 0; i < froms.size(); ++i) ASSERT_EQ(froms[i], i);
  }
}

TEST(Blend, DoesNotDependOnTheOrderThatCameInUnlessAlphaIsZero) {
  std::mt19937 random(11);
  for (int round = 0; round < 500; ++round) {
    Sample sample = randomSample(random);
    const auto idsOf = [&](const Ranking& ranking) {
      std::vector<std::string_view> ids;
      for (const RankedItem& item : ranking.items) ids.push_back(sample.candidates[item.from].id);
      return ids;
    };
    const auto before = idsOf(*blend(sample.candidates, sample.query(), {.alpha = 0.7}));
    std::ranges::shuffle(sample.candidates, random);
    ASSERT_EQ(before, idsOf(*blend(sample.candidates, sample.query(), {.alpha = 0.7})));
  }
}

TEST(Blend, AlphaZeroIsTheOrderThatCameIn) {
  std::mt19937 random(3);
  const Sample sample = randomSample(random);
  const auto ranking = blend(sample.candidates, sample.query(), {.alpha = 0});
  for (std::size_t i = 0; i < ranking->items.size(); ++i) EXPECT_EQ(ranking->items[i].from, i);
}

TEST(Blend, RefusesWhatIsNoQuestion) {
  const Candidate odd{.id = "a", .fk = std::nan(""), .vector = {}, .model = {}};
  const Candidate sound{.id = "b", .fk = 1, .vector = {}, .model = {}};
  const std::vector<Candidate> list{sound, odd};
  EXPECT_EQ(blend(list, {}, {.alpha = 0.5}).error().path, "/candidates/1/fk");
  EXPECT_EQ(blend({}, {}, {.alpha = 1.5}).error().code, "alpha_out_of_range");
  EXPECT_EQ(blend({}, {}, {.alpha = std::nan("")}).error().code, "alpha_out_of_range");
  EXPECT_EQ(blend({}, {}, {.alpha = 0, .window = 0}).error().code, "window_empty");
}

TEST(Blend, NormalisesScoresWhoseSpreadIsBeyondADouble) {
  const double huge = std::numeric_limits<double>::max();
  const std::vector<Candidate> list{{.id = "a", .fk = huge, .vector = {}, .model = {}},
                                    {.id = "b", .fk = 0, .vector = {}, .model = {}},
                                    {.id = "c", .fk = -huge, .vector = {}, .model = {}}};
  const auto ranking = blend(list, {}, {.alpha = 0.5});
  EXPECT_EQ(ranking->items[0].score, 1);
  EXPECT_EQ(ranking->items[1].score, 0.5);
  EXPECT_EQ(ranking->items[2].score, 0);
}

}  // namespace
}  // namespace fairlead::rank
