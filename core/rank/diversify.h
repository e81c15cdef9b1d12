// Maximal marginal relevance (Carbonell, Goldstein 1998): chooses, one after the other, what is
// relevant and not yet said by what was chosen before.
//
//   marginal = lambda * score - (1 - lambda) * similarity
//
// where similarity is the greatest cosine with anything chosen before, and 0 for the first. The
// score is the caller's, best on the scale of a cosine: what blend.h gave, or the cosine with the
// query. lambda = 1 sorts by score, lambda = 0 looks at the differences alone.
//
// A candidate without a usable vector resembles nothing: its similarity is 0. The greatest marginal
// value is chosen; of equal ones the candidate that came first. Cosines as vector.h says, the rest
// in doubles, each operation rounded once: all builds agree to the bit.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/rank/blend.h"
#include "core/rank/vector.h"

namespace fairlead::rank {

/// The most candidates that are looked at; the work grows with their square.
inline constexpr std::size_t kMaxDiversified = 1000;

/// Something to choose. Everything is viewed, not owned.
struct Choice {
  std::string_view id;
  double score = 0;               // its relevance; finite, higher is better
  std::span<const float> vector;  // empty: it has none
  std::string_view model;         // version of the model that made the vector
};

struct DiversifyOptions {
  double lambda = 0.5;  // 0 to 1
  /// How many are chosen.
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

struct ChosenItem {
  std::size_t from = 0;  // index of the candidate
  double marginal = 0;
  /// The greatest cosine with what was chosen before; empty where there was nothing to compare.
  std::optional<double> similarity;
};

struct Selection {
  std::vector<ChosenItem> items;
  std::size_t withVector = 0;
  /// Vectors that could not be used, in the order of the candidates. A vector is compared with
  /// those of its own model version and length; the first usable one says which these are.
  std::vector<CandidateFault> faults;
};

/// Chooses. Codes: lambda_out_of_range (/lambda), score_not_finite (/candidates/i/score),
/// candidates_too_many (/candidates).
Result<Selection> diversify(std::span<const Choice> candidates, const DiversifyOptions& options);

}  // namespace fairlead::rank
