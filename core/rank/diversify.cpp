#include "core/rank/diversify.h"

#include <algorithm>
#include <cmath>
#include <expected>
#include <string>

namespace fairlead::rank {
namespace {

Result<void> check(std::span<const Choice> candidates, const DiversifyOptions& options) {
  if (!(options.lambda >= 0 && options.lambda <= 1))
    return fail("lambda_out_of_range", "Lambda must be from 0 (difference) to 1 (relevance).",
                "/lambda");
  if (candidates.size() > kMaxDiversified)
    return fail("candidates_too_many", "At most 1000 candidates can be compared with each other.",
                "/candidates");
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (!std::isfinite(candidates[i].score))
      return fail("score_not_finite", "The score must be a finite number.",
                  "/candidates/" + std::to_string(i) + "/score");
  return {};
}

/// Chooses one candidate after the other.
class Chooser {
 public:
  Chooser(std::span<const Choice> candidates, double lambda)
      : candidates_(candidates), lambda_(lambda), open_(candidates.size()) {
    for (std::size_t i = 0; i < candidates.size(); ++i) open_[i].from = i;
    judgeVectors();
  }

  Selection choose(std::size_t limit) && {
    while (!open_.empty() && selection_.items.size() < limit) chooseNext();
    return std::move(selection_);
  }

 private:
  struct Open {
    std::size_t from = 0;
    std::optional<Direction> direction;
    std::optional<double> similarity;
  };

  void judgeVectors() {
    const Choice* first = nullptr;  // the first usable vector's candidate
    for (Open& open : open_) {
      const Choice& candidate = candidates_[open.from];
      const auto direction = judge(candidate, first);
      if (direction) {
        if (first == nullptr) first = &candidate;
        open.direction = *direction;
        ++selection_.withVector;
      } else if (direction.error() != VectorFault::kMissing) {
        selection_.faults.push_back({open.from, direction.error()});
      }
    }
  }

  static std::expected<Direction, VectorFault> judge(const Choice& candidate, const Choice* first) {
    if (candidate.vector.empty()) return std::unexpected(VectorFault::kMissing);
    if (first && candidate.model != first->model) return std::unexpected(VectorFault::kModel);
    if (first && candidate.vector.size() != first->vector.size())
      return std::unexpected(VectorFault::kDimension);
    return Direction::of(candidate.vector);
  }

  double marginalOf(const Open& open) const {
    const double score = candidates_[open.from].score;
    return lambda_ * score - (1 - lambda_) * open.similarity.value_or(0);
  }

  /// `open_` stays in the order that came in, so the first of equal ones is found first.
  void chooseNext() {
    auto best = open_.begin();
    for (auto open = open_.begin() + 1; open != open_.end(); ++open)
      if (marginalOf(*open) > marginalOf(*best)) best = open;
    const Open chosen = *best;
    selection_.items.push_back({chosen.from, marginalOf(chosen), chosen.similarity});
    open_.erase(best);
    if (chosen.direction) compareWith(*chosen.direction);
  }

  void compareWith(const Direction& chosen) {
    for (Open& open : open_) {
      if (!open.direction) continue;
      const double cosine = chosen.cosine(*open.direction);
      open.similarity = std::max(open.similarity.value_or(cosine), cosine);
    }
  }

  std::span<const Choice> candidates_;
  double lambda_;
  std::vector<Open> open_;
  Selection selection_;
};

}  // namespace

Result<Selection> diversify(std::span<const Choice> candidates, const DiversifyOptions& options) {
  if (Result<void> sound = check(candidates, options); !sound)
    return std::unexpected(sound.error());
  return Chooser(candidates, options.lambda).choose(options.limit);
}

}  // namespace fairlead::rank
