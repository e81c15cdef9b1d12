// No tenant starves another.
#include <map>

#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

using Counts = std::map<std::string, int>;

Counts countsOf(const std::vector<ClaimedJob>& jobs) {
  Counts counts;
  for (const ClaimedJob& job : jobs) ++counts[job.tenant];
  return counts;
}

class SharesTest : public QueueTest {
 protected:
  const std::string other_ = makeTenant();
};

TEST_F(SharesTest, TwoTenantsGetTheSame) {
  addMany(tenant_, 100);
  addMany(other_, 30);
  EXPECT_EQ(countsOf(claim(20)), (Counts{{tenant_, 10}, {other_, 10}}));
}

TEST_F(SharesTest, WeightsAreKeptOverManyClaims) {
  const std::string heavy = makeTenant(3);
  addMany(tenant_, 100);
  addMany(heavy, 100);
  Counts sum;
  for (int i = 0; i < 40; ++i) {
    for (const auto& [tenant, count] : countsOf(claim(1))) sum[tenant] += count;
  }
  EXPECT_EQ(sum, (Counts{{tenant_, 10}, {heavy, 30}}));
}

TEST_F(SharesTest, ManyWorkersShareOneAccount) {
  addMany(tenant_, 100);
  addMany(other_, 100);
  Counts sum;
  for (int i = 0; i < 20; ++i) {
    auto worker = open();  // each claims once and is gone
    for (const auto& [tenant, count] : countsOf(claimWith(*worker, 1).jobs)) sum[tenant] += count;
  }
  EXPECT_EQ(sum, (Counts{{tenant_, 10}, {other_, 10}}));
}

TEST_F(SharesTest, WhatOneLeavesTheOthersGet) {
  const std::string third = makeTenant();
  addMany(tenant_, 2);
  addMany(other_, 100);
  addMany(third, 5);
  EXPECT_EQ(countsOf(claim(30)), (Counts{{tenant_, 2}, {other_, 23}, {third, 5}}));
}

// Who was found to have no more stays so: else two of them take turns, and the claim never ends.
TEST_F(SharesTest, AClaimEndsThatAsksForMoreThanAllHave) {
  const std::string third = makeTenant();
  addMany(tenant_, 1);
  addMany(other_, 3);
  addMany(third, 3);
  EXPECT_EQ(countsOf(claim(8)), (Counts{{tenant_, 1}, {other_, 3}, {third, 3}}));
}

TEST_F(SharesTest, ALatecomerNeitherLostNorSavedUpTurns) {
  addMany(tenant_, 200);
  addMany(other_, 1);
  EXPECT_EQ(claim(100).size(), 100U);
  addMany(other_, 100);
  EXPECT_NEAR(countsOf(claim(20))[other_], 10, 1) << "the turn that was just given counts";
}

TEST_F(SharesTest, ATenantsLimitHolds) {
  const std::string limited = makeTenant(1, 3);
  addMany(limited, 10);
  addMany(tenant_, 10);
  EXPECT_EQ(countsOf(claim(10)), (Counts{{tenant_, 7}, {limited, 3}}));
  EXPECT_EQ(countsOf(claim(10)), (Counts{{tenant_, 3}}));
}

TEST_F(SharesTest, ATenantsLimitHoldsWhereItIsAlone) {
  const std::string limited = makeTenant(1, 3);
  addMany(limited, 10);
  const auto jobs = claim(2);
  EXPECT_EQ(jobs.size(), 2U);
  EXPECT_EQ(claim(5).size(), 1U);
  EXPECT_EQ(claim(5).size(), 0U);
  end(jobs.front(), Completed{});
  EXPECT_EQ(claim(5).size(), 1U);
}

TEST_F(SharesTest, JobsThatAreNotDueCountForNothing) {
  addMany(tenant_, 10);
  addMany(other_, 10);
  mustQuery("update ai_jobs set run_after = now() + interval '1 hour' where tenant_id = $1",
            {other_});
  EXPECT_EQ(countsOf(claim(10)), (Counts{{tenant_, 10}}));
}

}  // namespace
}  // namespace fairlead::queue
