#include "core/job/share.h"

#include <algorithm>
#include <cstddef>

namespace fairlead::job {
namespace {

struct Turn {
  std::int64_t pass = 0;
  std::size_t claimant = 0;
};

/// For a heap whose top is the turn that comes first.
bool comesLater(const Turn& one, const Turn& other) {
  return one.pass != other.pass ? one.pass > other.pass : one.claimant > other.claimant;
}

bool wantsMore(const Claimant& claimant, const Share& given) {
  return given.granted < claimant.waiting && claimant.running + given.granted < claimant.limit;
}

std::int64_t strideOf(const Claimant& claimant) {
  return kStride / std::clamp(claimant.weight, 1, kMaxWeight);
}

}  // namespace

Shares share(std::span<const Claimant> claimants, int slots, std::int64_t pass) {
  Shares shares = {{}, pass};
  std::vector<Turn> turns;
  for (const Claimant& claimant : claimants) {
    Share given = {0, claimant.pass};
    if (wantsMore(claimant, given)) {
      given.pass = std::max(given.pass, pass);
      turns.push_back({given.pass, shares.tenants.size()});
    }
    shares.tenants.push_back(given);
  }
  std::ranges::make_heap(turns, comesLater);
  for (; slots > 0 && !turns.empty(); --slots) {
    std::ranges::pop_heap(turns, comesLater);
    Turn& turn = turns.back();
    const Claimant& claimant = claimants[turn.claimant];
    Share& given = shares.tenants[turn.claimant];
    shares.pass = turn.pass;
    ++given.granted;
    given.pass = turn.pass = turn.pass + strideOf(claimant);
    if (wantsMore(claimant, given))
      std::ranges::push_heap(turns, comesLater);
    else
      turns.pop_back();
  }
  return shares;
}

}  // namespace fairlead::job
