// The shadow record: how a ranking that was only tried differs from the one that was served. It
// holds no text and no whole id, so that it may be logged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace fairlead::rank {

/// The longest lists that are compared.
inline constexpr std::size_t kMaxCompared = 1000;

/// The persistence of rank-biased overlap: how far down a reader is taken to look.
inline constexpr double kPersistence = 0.9;

/// Two orders of ids, best first; no id twice in one list.
struct Orders {
  std::vector<std::string_view> served;
  std::vector<std::string_view> shadow;
};

struct CosineSummary {
  double min = 0;
  double mean = 0;
  double max = 0;
  double stddev = 0;  // of the population
};

struct Comparison {
  std::size_t n = 0;  // of the served list
  /// Kendall's tau-b over the ids that both lists hold; empty with fewer than two of them.
  std::optional<double> kendallTauB;
  /// Extrapolated rank-biased overlap (Webber, Moffat, Zobel 2010, equation 32) with
  /// p = kPersistence; empty when a list is empty.
  std::optional<double> rbo;
  /// Ids that the first k of both lists share, over k, or over the longer list's length where that
  /// is below k; 0 for two empty lists.
  double overlapAt3 = 0;
  double overlapAt5 = 0;
  double overlapAt10 = 0;
  /// Places that an id of both lists moved by.
  std::size_t largestShift = 0;
  double meanShift = 0;
  bool firstChanges = false;
};

/// Compares the orders. Codes: ranking_too_long (more than kMaxCompared ids) and ranking_repeats
/// (an id twice in a list), with the path of the list or the id.
Result<Comparison> compare(const Orders& orders);

/// Empty for no cosines.
std::optional<CosineSummary> summarise(std::span<const double> cosines);

/// The first 8 characters (code points) of an id; enough to find it again, too few to name it.
std::string_view shortId(std::string_view id);

}  // namespace fairlead::rank
