// Re-ranking: blends the order that the links between rows give with closeness in meaning.
//
// Over the window, the first `window` candidates, link scores and cosines are each min-max
// normalised once: (x - min) / (max - min), and 0.5 for all where max = min. Then
//
//   score = (1 - alpha) * fk + alpha * cosine
//
// and a candidate without a usable vector scores its link component alone, not (1 - alpha) times
// it. Higher scores come first; ties are broken by the higher link score as given, then by id in
// the order of its UTF-8 bytes. Candidates behind the window keep their order behind it.
//
// alpha = 0 gives back the order that came in, untouched, whatever the scores say.
//
// Cosines are computed as vector.h says, in fixed order; everything after them in doubles, each
// operation rounded once. All builds agree to the bit.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/rank/vector.h"

namespace fairlead::rank {

/// One thing to be ranked, in the order that the links gave. Everything is viewed, not owned.
struct Candidate {
  std::string_view id;
  double fk = 0;                  // score of its links (foreign keys); higher is nearer; finite
  std::span<const float> vector;  // empty: it has none
  std::string_view model;         // version of the model that made the vector
  // In place of `vector` where that was judged before (vector_set.h).
  const Direction* direction = nullptr;
};

/// What the candidates are compared with. An empty vector: with nothing.
struct Query {
  std::span<const float> vector;
  std::string_view model;
};

struct BlendOptions {
  double alpha = 0;  // 0 to 1
  std::size_t window = static_cast<std::size_t>(-1);
};

struct RankedItem {
  std::size_t from = 0;  // index of the candidate
  // Empty behind the window:
  std::optional<double> score;
  std::optional<double> fk;  // normalised
  // As measured, not normalised; empty without a usable vector too:
  std::optional<double> cosine;
};

struct CandidateFault {
  std::size_t candidate = 0;
  VectorFault fault = VectorFault::kMissing;
};

struct Ranking {
  std::vector<RankedItem> items;
  std::size_t withVector = 0;
  /// Vectors within the window that could not be used, in the order of the candidates. A candidate
  /// that simply has none is not listed.
  std::vector<CandidateFault> faults;
  /// What is wrong with the query's own vector, if one was given; then no vector is usable.
  std::optional<VectorFault> queryFault;
};

/// Ranks the candidates. Vectors never make it fail: their faults are in the ranking. Codes:
/// alpha_out_of_range (/alpha), window_empty (/window), fk_not_finite (/candidates/i/fk).
Result<Ranking> blend(std::span<const Candidate> candidates, const Query& query,
                      const BlendOptions& options);

}  // namespace fairlead::rank
