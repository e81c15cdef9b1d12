// Weighted reciprocal-rank fusion (Cormack, Clarke, Büttcher 2009): one ranking out of several that
// have no scores in common, such as those of two models, or of words and meaning.
//
//   score(id) = sum over the lists that hold it of  weight / (k + place), places from 1
//
// Summed in doubles in the order of the lists. Higher scores come first; ties are broken by the
// best place in any list, then by id in the order of its UTF-8 bytes.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace fairlead::rank {

/// A ranking, best first. Everything is viewed, not owned.
struct RankedList {
  std::vector<std::string_view> ids;
  double weight = 1;  // finite, not negative
};

struct FuseOptions {
  /// How slowly the worth of a place falls with it: 0 to kMaxFuseK.
  double k = 60;
  /// How many of the best are given.
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

inline constexpr double kMaxFuseK = 1e6;

/// The most lists that are fused.
inline constexpr std::size_t kMaxFusedLists = 100;

struct FusedItem {
  std::string_view id;
  double score = 0;
  /// Its place in each list, from 1, in the order of the lists; empty where the list lacks it.
  std::vector<std::optional<std::size_t>> places;
};

/// Fuses the lists. Codes: ranking_repeats (an id twice in a list, at /lists/i/ids/j),
/// weight_out_of_range (/lists/i/weight), k_out_of_range (/k), lists_too_many (/lists).
Result<std::vector<FusedItem>> fuse(std::span<const RankedList> lists, const FuseOptions& options);

}  // namespace fairlead::rank
