// Re-ranking 200 candidates of 1,024 floats: our blend, and the same blend written plainly over
// simsimd's cosine.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <simsimd/simsimd.h>
#include <string>
#include <utility>
#include <vector>

#include "core/rank/blend.h"
#include "core/rank/vector_set.h"
#include "tests/bench/native/cases.h"
#include "tests/bench/native/files.h"

namespace fairlead::bench {
namespace {

constexpr std::size_t kCount = 200;
constexpr std::size_t kDimensions = 1024;
constexpr double kAlpha = 0.4;

/// Candidates from a fixed seed.
struct Input {
  Input() {
    for (std::size_t i = 0; i < kCount; ++i) {
      ids.push_back("candidate-" + std::to_string(i));
      vectors.push_back(vector());
    }
    query = vector();
    for (std::size_t i = 0; i < kCount; ++i) {
      require(set.put(ids[i], vectors[i]).has_value(), "A vector finds no room.");
      candidates.push_back({.id = ids[i], .fk = next(), .vector = vectors[i], .model = {}});
      kept.push_back(candidates.back());
      kept.back().direction = set.find(ids[i]);
    }
  }

  double next() {
    state = state * 48271 % 2147483647;
    return static_cast<double>(state) / 2147483647.0 - 0.5;
  }
  std::vector<float> vector() {
    std::vector<float> floats(kDimensions);
    for (float& component : floats) component = static_cast<float>(next());
    return floats;
  }

  std::uint64_t state = 1;
  std::vector<std::string> ids;
  std::vector<std::vector<float>> vectors;
  std::vector<float> query;
  std::vector<rank::Candidate> candidates;
  rank::VectorSet set = *rank::VectorSet::make(kDimensions, "");
  std::vector<rank::Candidate> kept;  // the same, their vectors judged before
};

void spread(std::vector<double>& values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const double least = *low;
  const double range = *high - least;
  for (double& value : values) value = range > 0 ? (value - least) / range : 0.5;
}

/// Indices of the candidates, best first.
std::vector<std::size_t> plainBlend(const Input& input) {
  std::vector<double> near;
  std::vector<double> linked;
  for (const rank::Candidate& candidate : input.candidates) {
    simsimd_distance_t distance = 0;
    simsimd_cos_f32(candidate.vector.data(), input.query.data(), kDimensions, &distance);
    near.push_back(1 - distance);
    linked.push_back(candidate.fk);
  }
  spread(near);
  spread(linked);
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < kCount; ++i)
    order.emplace_back(-((1 - kAlpha) * linked[i] + kAlpha * near[i]), i);
  std::sort(order.begin(), order.end());
  std::vector<std::size_t> indices;
  for (const auto& [score, index] : order) indices.push_back(index);
  return indices;
}

void requireSame(const rank::Ranking& ranking, const std::vector<std::size_t>& order) {
  for (std::size_t i = 0; i < kCount; ++i)
    require(ranking.items[i].from == order[i], "The two rank differently.");
}

}  // namespace

void addRank() {
  const auto input = std::make_shared<const Input>();
  const rank::BlendOptions options{.alpha = kAlpha, .window = kCount};
  const rank::Query query{.vector = input->query, .model = {}};
  const auto ranking = rank::blend(input->candidates, query, options);
  require(ranking.has_value(), "The candidates are refused.");
  requireSame(*ranking, plainBlend(*input));
  add("rank/200 of 1024/ours",
      [input, query, options] { return rank::blend(input->candidates, query, options); });
  add("rank/200 of 1024/ours, kept in a set",
      [input, query, options] { return rank::blend(input->kept, query, options); });
  add("rank/200 of 1024/simsimd", [input] { return plainBlend(*input); });
}

}  // namespace fairlead::bench
