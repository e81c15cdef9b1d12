// Whose jobs are taken next, so that no tenant starves another: stride scheduling.
//
// Each tenant has a pass, its share of the work done so far: a job moves it on by kStride / weight,
// and the next job is of the tenant whose pass is lowest. A tenant that had nothing to do takes up
// at the present pass, so that it neither lost its turn nor saved up for one. A tenant that waits
// gets its turn after at most (sum of weights) / (its own weight) jobs of others, rounded up.
//
// Waldspurger, Weihl: Stride Scheduling (MIT, 1995).
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace fairlead::job {

inline constexpr std::int64_t kStride = 1 << 20;
inline constexpr int kMaxWeight = 1000;

/// What one tenant has in the queue.
struct Claimant {
  int weight = 1;   // 1 to kMaxWeight
  int waiting = 0;  // due jobs
  int running = 0;
  int limit = std::numeric_limits<int>::max();  // on running jobs
  std::int64_t pass = 0;                        // as it was last given
};

struct Share {
  int granted = 0;
  std::int64_t pass = 0;
};

struct Shares {
  /// One for each claimant, in the order given.
  std::vector<Share> tenants;
  /// The pass of the last turn, to be given to the next call.
  std::int64_t pass = 0;
};

/// Gives out up to `slots` jobs. Ties go to the claimant that stands first. O((n + slots) log n).
///
/// Where fewer of a tenant's jobs could be claimed than were granted, ask again with what was
/// claimed as `waiting`, and keep those passes: nobody pays for a turn that was not had.
Shares share(std::span<const Claimant> claimants, int slots, std::int64_t pass);

}  // namespace fairlead::job
