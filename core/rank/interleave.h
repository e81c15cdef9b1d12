// Team-draft interleaving (Radlinski, Kurup, Joachims 2008): shows two rankings as one list, and
// tells by the clicks which of them is better.
//
// The teams a and b draft in rounds. The team with fewer items picks next; when both have as many,
// a coin decides. A pick is the best item of the team's ranking that is not in the list yet. Once a
// ranking has no such item, the rest of the other follows in its order, in no team, so that neither
// is credited for being longer.
//
// The coin is SplitMix64 (Steele, Lea, Flood 2014), seeded with the caller's seed; each toss takes
// one number, whose highest bit gives the pick to b when it is 1. The same seed gives the same list
// in every build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace fairlead::rank {

enum class Team { kA, kB, kNone };

/// "a", "b", ""
std::string_view nameOf(Team team);

struct TeamItem {
  std::string_view id;
  Team team = Team::kNone;
};

/// Two rankings of ids, best first; no id twice in one of them.
struct Rankings {
  std::vector<std::string_view> a;
  std::vector<std::string_view> b;
};

/// The first `limit` items of the interleaved list. Code: ranking_repeats (an id twice in a list,
/// at /a/i or /b/i).
Result<std::vector<TeamItem>> interleave(
    const Rankings& rankings, std::uint64_t seed,
    std::size_t limit = std::numeric_limits<std::size_t>::max());

struct Credit {
  std::size_t a = 0;
  std::size_t b = 0;
  /// The team with more credit; kNone when they are even.
  Team winner = Team::kNone;
};

/// Credits each team with its items that were clicked; a second click on an item counts nothing.
/// Codes: ranking_repeats (an id twice in the list, at /items/i/id), click_unknown (on what the
/// list does not hold, at /clicked/i).
Result<Credit> credit(std::span<const TeamItem> items, std::span<const std::string_view> clicked);

}  // namespace fairlead::rank
