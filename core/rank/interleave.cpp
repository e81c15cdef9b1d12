#include "core/rank/interleave.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace fairlead::rank {
namespace {

using Ids = std::vector<std::string_view>;

class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

Result<void> checkRepeats(const Ids& ids, const std::string& path) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (!seen.insert(ids[i]).second)
      return fail("ranking_repeats", "An id stands twice in the list.",
                  path + "/" + std::to_string(i));
  return {};
}

/// The draft: who picks, and what.
class Draft {
 public:
  Draft(const Rankings& rankings, std::uint64_t seed)
      : a_{.ids = rankings.a}, b_{.ids = rankings.b}, coin_(seed) {}

  std::vector<TeamItem> run(std::size_t limit) {
    while (list_.size() < limit && hasNext(a_) && hasNext(b_)) {
      if (picksA())
        pick(a_, Team::kA);
      else
        pick(b_, Team::kB);
    }
    for (Side* side : {&a_, &b_})
      while (list_.size() < limit && hasNext(*side)) pick(*side, Team::kNone);
    return std::move(list_);
  }

 private:
  struct Side {
    const Ids& ids;
    std::size_t next = 0;
    std::size_t picks = 0;
  };

  /// Passes over what the other side took.
  bool hasNext(Side& side) const {
    while (side.next < side.ids.size() && taken_.contains(side.ids[side.next])) ++side.next;
    return side.next < side.ids.size();
  }

  bool picksA() {
    if (a_.picks != b_.picks) return a_.picks < b_.picks;
    return coin_.next() >> 63 == 0;
  }

  void pick(Side& side, Team team) {
    const std::string_view id = side.ids[side.next++];
    ++side.picks;
    taken_.insert(id);
    list_.push_back({id, team});
  }

  Side a_;
  Side b_;
  SplitMix64 coin_;
  std::set<std::string_view> taken_;
  std::vector<TeamItem> list_;
};

Team winnerOf(const Credit& credit) {
  if (credit.a == credit.b) return Team::kNone;
  return credit.a > credit.b ? Team::kA : Team::kB;
}

}  // namespace

std::string_view nameOf(Team team) {
  switch (team) {
    case Team::kA:
      return "a";
    case Team::kB:
      return "b";
    case Team::kNone:
      return "";
  }
  return "";
}

Result<std::vector<TeamItem>> interleave(const Rankings& rankings, std::uint64_t seed,
                                         std::size_t limit) {
  if (Result<void> sound = checkRepeats(rankings.a, "/a"); !sound)
    return std::unexpected(sound.error());
  if (Result<void> sound = checkRepeats(rankings.b, "/b"); !sound)
    return std::unexpected(sound.error());
  return Draft(rankings, seed).run(limit);
}

Result<Credit> credit(std::span<const TeamItem> items, std::span<const std::string_view> clicked) {
  std::map<std::string_view, Team> teams;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!teams.emplace(items[i].id, items[i].team).second)
      return fail("ranking_repeats", "An id stands twice in the list.",
                  "/items/" + std::to_string(i) + "/id");
  Credit credit;
  std::set<std::string_view> counted;
  for (std::size_t i = 0; i < clicked.size(); ++i) {
    const auto found = teams.find(clicked[i]);
    if (found == teams.end())
      return fail("click_unknown", "The list does not hold what was clicked.",
                  "/clicked/" + std::to_string(i));
    if (!counted.insert(clicked[i]).second) continue;
    if (found->second == Team::kA) ++credit.a;
    if (found->second == Team::kB) ++credit.b;
  }
  credit.winner = winnerOf(credit);
  return credit;
}

}  // namespace fairlead::rank
