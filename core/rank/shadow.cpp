#include "core/rank/shadow.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace fairlead::rank {
namespace {

using List = std::vector<std::string_view>;
using Places = std::map<std::string_view, std::size_t>;

Result<Places> placesOf(const List& list, std::string_view path) {
  if (list.size() > kMaxCompared)
    return fail("ranking_too_long",
                "At most " + std::to_string(kMaxCompared) + " ids can be compared.",
                std::string(path));
  Places places;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!places.emplace(list[i], i).second)
      return fail("ranking_repeats", "An id stands twice in the list.",
                  std::string(path) + "/" + std::to_string(i));
  return places;
}

/// For each id of both lists, in served order: its place in the served and in the shadow list.
struct Pair {
  std::size_t served;
  std::size_t shadow;
};

std::vector<Pair> pairUp(const List& served, const Places& shadow) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < served.size(); ++i)
    if (const auto found = shadow.find(served[i]); found != shadow.end())
      pairs.push_back({i, found->second});
  return pairs;
}

/// Without ties, tau-b is the share of pairs in the same order less the share in the other.
std::optional<double> kendallTauB(const std::vector<Pair>& pairs) {
  if (pairs.size() < 2) return std::nullopt;
  std::int64_t balance = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    for (std::size_t j = i + 1; j < pairs.size(); ++j)
      balance += pairs[i].shadow < pairs[j].shadow ? 1 : -1;
  const auto n = static_cast<double>(pairs.size());
  return static_cast<double>(balance) / (n * (n - 1) / 2);
}

/// How many ids the first d of both lists share, for d from 0 to the longer list's length.
std::vector<double> overlaps(const std::vector<Pair>& pairs, std::size_t longest) {
  std::vector<double> shared(longest + 1, 0);
  for (const Pair& pair : pairs) shared[std::max(pair.served, pair.shadow) + 1] += 1;
  for (std::size_t d = 1; d <= longest; ++d) shared[d] += shared[d - 1];
  return shared;
}

/// Equation 32, its terms by the names of the paper: X_d the overlap at depth d, s and l the
/// lengths of the shorter and the longer list.
std::optional<double> rankBiasedOverlap(const std::vector<double>& x, std::size_t shorter,
                                        std::size_t longer) {
  if (shorter == 0) return std::nullopt;
  const auto s = static_cast<double>(shorter);
  const auto l = static_cast<double>(longer);
  double sum = 0;
  double power = 1;
  for (std::size_t depth = 1; depth <= longer; ++depth) {
    const auto d = static_cast<double>(depth);
    power *= kPersistence;
    sum += x[depth] / d * power;
    if (depth > shorter) sum += x[shorter] * (d - s) / (s * d) * power;
  }
  const double beyond = (x[longer] - x[shorter]) / l + x[shorter] / s;
  return (1 - kPersistence) / kPersistence * sum + beyond * power;
}

double overlapAt(std::size_t k, const std::vector<double>& x) {
  const std::size_t depth = std::min(k, x.size() - 1);
  return depth == 0 ? 0 : x[depth] / static_cast<double>(depth);
}

void measureShifts(const std::vector<Pair>& pairs, Comparison& comparison) {
  if (pairs.empty()) return;
  std::size_t sum = 0;
  for (const Pair& pair : pairs) {
    const std::size_t shift =
        std::max(pair.served, pair.shadow) - std::min(pair.served, pair.shadow);
    comparison.largestShift = std::max(comparison.largestShift, shift);
    sum += shift;
  }
  comparison.meanShift = static_cast<double>(sum) / static_cast<double>(pairs.size());
}

bool firstDiffers(const List& served, const List& shadow) {
  if (served.empty() || shadow.empty()) return served.empty() != shadow.empty();
  return served.front() != shadow.front();
}

}  // namespace

Result<Comparison> compare(const Orders& orders) {
  const auto& [served, shadow] = orders;
  if (Result<Places> places = placesOf(served, "/served"); !places)
    return std::unexpected(places.error());
  const Result<Places> places = placesOf(shadow, "/shadow");
  if (!places) return std::unexpected(places.error());
  const std::vector<Pair> pairs = pairUp(served, *places);
  const std::size_t shorter = std::min(served.size(), shadow.size());
  const std::size_t longer = std::max(served.size(), shadow.size());
  const std::vector<double> shared = overlaps(pairs, longer);
  Comparison comparison{.n = served.size(),
                        .kendallTauB = kendallTauB(pairs),
                        .rbo = rankBiasedOverlap(shared, shorter, longer),
                        .overlapAt3 = overlapAt(3, shared),
                        .overlapAt5 = overlapAt(5, shared),
                        .overlapAt10 = overlapAt(10, shared),
                        .firstChanges = firstDiffers(served, shadow)};
  measureShifts(pairs, comparison);
  return comparison;
}

std::optional<CosineSummary> summarise(std::span<const double> cosines) {
  if (cosines.empty()) return std::nullopt;
  const auto n = static_cast<double>(cosines.size());
  CosineSummary summary{.min = cosines.front(), .max = cosines.front()};
  double sum = 0;
  for (const double cosine : cosines) {
    summary.min = std::min(summary.min, cosine);
    summary.max = std::max(summary.max, cosine);
    sum += cosine;
  }
  summary.mean = sum / n;
  double squares = 0;
  for (const double cosine : cosines) squares += (cosine - summary.mean) * (cosine - summary.mean);
  summary.stddev = std::sqrt(squares / n);
  return summary;
}

std::string_view shortId(std::string_view id) {
  constexpr std::size_t kCharacters = 8;
  const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
  std::size_t characters = 0;
  for (std::size_t i = 0; i < id.size(); ++i)
    if (begins(id[i]) && characters++ == kCharacters) return id.substr(0, i);
  return id;
}

}  // namespace fairlead::rank
