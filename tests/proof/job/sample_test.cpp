// A sample of the proof, and that it would notice: without the fence, promises break.
#include <gtest/gtest.h>

#include "tests/proof/job/world.h"

namespace fairlead::proof {
namespace {

TEST(JobProof, ASampleOfSchedulesKeepsAllPromises) {
  Tally tally = {};
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    World world(seed, {});
    ASSERT_EQ(world.run(), "") << "seed " << seed;
    for (std::size_t i = 0; i < tally.size(); ++i) tally[i] += world.tally()[i];
  }
  // Everything that can be decided was, often; a lease that nobody gave out cannot be named.
  for (std::size_t i = 0; i < tally.size(); ++i) {
    const auto reason = static_cast<job::Reason>(i);
    if (reason == job::Reason::kLeaseUnknown) continue;
    EXPECT_GT(tally[i], 20U) << job::codeOf(reason);
  }
}

TEST(JobProof, WithoutTheFenceAPromiseBreaks) {
  std::string broken;
  for (std::uint64_t seed = 1; seed <= 2000 && broken.empty(); ++seed)
    broken = World(seed, {.unfenced = true}).run();
  EXPECT_NE(broken, "");
}

}  // namespace
}  // namespace fairlead::proof
