#include "core/rank/blend.h"

#include <algorithm>
#include <cmath>
#include <expected>
#include <span>
#include <string>

#include "core/sort.h"

namespace fairlead::rank {
namespace {

Result<void> check(std::span<const Candidate> candidates, const BlendOptions& options) {
  if (!(options.alpha >= 0 && options.alpha <= 1))
    return fail("alpha_out_of_range", "Alpha must be from 0 (links) to 1 (meaning).", "/alpha");
  if (options.window == 0)
    return fail("window_empty", "The window must hold at least 1 candidate.", "/window");
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (!std::isfinite(candidates[i].fk))
      return fail("fk_not_finite", "The link score must be a finite number.",
                  "/candidates/" + std::to_string(i) + "/fk");
  return {};
}

/// Least and greatest of the values seen.
class Bounds {
 public:
  void include(double value) {
    min_ = std::min(min_, value);
    max_ = std::max(max_, value);
  }
  double normalise(double value) const {
    if (min_ == max_) return 0.5;
    const double width = max_ - min_;
    // Halved where the width itself is beyond the range of a double.
    if (std::isinf(width)) return (value / 2 - min_ / 2) / (max_ / 2 - min_ / 2);
    return (value - min_) / width;
  }

 private:
  double min_ = HUGE_VAL;
  double max_ = -HUGE_VAL;
};

/// The cosine with the candidate's vector where that can be compared with the query's.
std::expected<double, VectorFault> cosineOf(const Candidate& candidate, const Query& query,
                                            const Direction& asked) {
  const Direction* known = candidate.direction;
  const std::span<const float> vector = known ? known->components() : candidate.vector;
  if (vector.empty()) return std::unexpected(VectorFault::kMissing);
  if (candidate.model != query.model) return std::unexpected(VectorFault::kModel);
  if (vector.size() != query.vector.size()) return std::unexpected(VectorFault::kDimension);
  if (known) return asked.cosine(*known);
  return asked.cosine(vector);
}

/// Measures the cosines of the window; faults go into the ranking.
void measure(std::span<const Candidate> window, const Query& query, Ranking& ranking) {
  if (query.vector.empty()) return;
  const auto asked = Direction::of(query.vector);
  if (!asked) {
    ranking.queryFault = asked.error();
    return;
  }
  for (std::size_t i = 0; i < window.size(); ++i) {
    const auto cosine = cosineOf(window[i], query, *asked);
    if (cosine) {
      ranking.items[i].cosine = *cosine;
      ++ranking.withVector;
    } else if (cosine.error() != VectorFault::kMissing) {
      ranking.faults.push_back({i, cosine.error()});
    }
  }
}

void score(std::span<const Candidate> window, double alpha, Ranking& ranking) {
  Bounds fks;
  Bounds cosines;
  for (std::size_t i = 0; i < window.size(); ++i) {
    fks.include(window[i].fk);
    if (ranking.items[i].cosine) cosines.include(*ranking.items[i].cosine);
  }
  for (std::size_t i = 0; i < window.size(); ++i) {
    RankedItem& item = ranking.items[i];
    const double fk = fks.normalise(window[i].fk);
    item.fk = fk;
    item.score = item.cosine ? (1 - alpha) * fk + alpha * cosines.normalise(*item.cosine) : fk;
  }
}

void sortWindow(std::span<const Candidate> window, Ranking& ranking) {
  const auto before = [&](const RankedItem& a, const RankedItem& b) {
    if (*a.score != *b.score) return *a.score > *b.score;
    const Candidate& first = window[a.from];
    const Candidate& second = window[b.from];
    if (first.fk != second.fk) return first.fk > second.fk;
    if (first.id != second.id) return first.id < second.id;
    return a.from < b.from;
  };
  sortInPlace(std::span(ranking.items).first(window.size()), before);
}

}  // namespace

Result<Ranking> blend(std::span<const Candidate> candidates, const Query& query,
                      const BlendOptions& options) {
  if (Result<void> sound = check(candidates, options); !sound)
    return std::unexpected(sound.error());
  const auto window = candidates.first(std::min(options.window, candidates.size()));
  Ranking ranking;
  ranking.items.resize(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) ranking.items[i].from = i;
  measure(window, query, ranking);
  score(window, options.alpha, ranking);
  if (options.alpha > 0) sortWindow(window, ranking);
  return ranking;
}

}  // namespace fairlead::rank
