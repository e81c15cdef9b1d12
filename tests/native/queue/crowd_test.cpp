// Sixty-four workers that claim at the same moment, each with a connection and a thread of its own.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <latch>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

constexpr int kWorkers = 64;

class CrowdTest : public QueueTest {
 protected:
  /// Calls `work(worker)` for all workers at once: none begins before all are there.
  static void together(const std::function<void(int)>& work) {
    std::latch start(kWorkers);
    std::vector<std::jthread> threads;
    threads.reserve(kWorkers);
    for (int worker = 0; worker < kWorkers; ++worker) {
      threads.emplace_back([&, worker] {
        start.arrive_and_wait();
        work(worker);
      });
    }
  }

  static std::string nameOf(int worker) { return "host-" + std::to_string(worker); }

  std::vector<ClaimedJob> claimAs(int worker, int slots, const std::string& type = kPlain) {
    const std::string name = nameOf(worker);
    auto claimed = stores_[static_cast<std::size_t>(worker)]->claim({type, slots, name});
    EXPECT_TRUE(claimed) << claimed.error().message;
    return claimed ? std::move(claimed->jobs) : std::vector<ClaimedJob>();
  }

  /// What each worker got when all claimed until nothing was left.
  std::vector<std::vector<ClaimedJob>> claimAll(int slots, const std::string& type) {
    std::vector<std::vector<ClaimedJob>> got(kWorkers);
    together([&](int worker) {
      auto& mine = got[static_cast<std::size_t>(worker)];
      for (auto jobs = claimAs(worker, slots, type); !jobs.empty();
           jobs = claimAs(worker, slots, type)) {
        std::ranges::move(jobs, std::back_inserter(mine));
      }
    });
    return got;
  }

  /// How many of the endings were refused.
  int completeAll(const std::vector<std::vector<ClaimedJob>>& held) {
    std::atomic<int> refused = 0;
    together([&](int worker) {
      std::vector<Ended> ended;
      for (const ClaimedJob& job : held[static_cast<std::size_t>(worker)])
        ended.push_back({&job, Completed{}});
      const auto decisions = stores_[static_cast<std::size_t>(worker)]->settle(ended);
      ASSERT_TRUE(decisions) << decisions.error().message;
      for (const auto& decision : *decisions) refused += decision.applied() ? 0 : 1;
    });
    return refused;
  }

  /// Who holds each job, by the database.
  std::map<std::int64_t, std::string> holders() {
    std::map<std::int64_t, std::string> found;
    for (const auto row : mustQuery("select id, locked_by from ai_jobs where status = 'running'"))
      found.emplace(row.get<std::int64_t>(0), row.get<std::string_view>(1));
    return found;
  }

  std::vector<std::unique_ptr<JobStore>> stores_ = openAll();

 private:
  static std::vector<std::unique_ptr<JobStore>> openAll() {
    std::vector<std::unique_ptr<JobStore>> stores;
    stores.reserve(kWorkers);
    for (int i = 0; i < kWorkers; ++i) stores.push_back(open());
    return stores;
  }
};

// One tenant is claimed from without a lock on anything but the jobs, several are shared out under
// one, and a type that asks a provider passes its gate: three ways, none of which may let two meet.
TEST_F(CrowdTest, NoJobIsGivenToTwoOfSixtyFour) {
  struct Round {
    const char* type;
    std::vector<std::string> tenants;
  };
  const std::string other = makeTenant(3);
  for (const auto& [type, tenants] :
       {Round{kPlain, {tenant_}}, Round{kPlain, {tenant_, other}}, Round{kAsking, {tenant_}}}) {
    SCOPED_TRACE(::testing::Message() << type << " of " << tenants.size());
    constexpr int kJobs = 512;
    for (const auto& tenant : tenants)
      addMany(tenant, kJobs / static_cast<int>(tenants.size()), type);

    const auto got = claimAll(7, type);

    std::map<std::int64_t, std::string> claimed;
    int shared = 0;
    for (int worker = 0; worker < kWorkers; ++worker) {
      for (const ClaimedJob& job : got[static_cast<std::size_t>(worker)]) {
        shared += claimed.emplace(job.id, nameOf(worker)).second ? 0 : 1;
        EXPECT_EQ(job.rule.lease, 1);
      }
    }
    EXPECT_EQ(shared, 0) << "jobs that more than one got";
    EXPECT_EQ(claimed.size(), static_cast<std::size_t>(kJobs));
    EXPECT_TRUE(claimed == holders()) << "what workers believe to hold is not what they hold";
    EXPECT_EQ(completeAll(got), 0);
    EXPECT_EQ(count("select count(*) from ai_jobs where status <> 'succeeded' or lease <> 1"), 0);
    EXPECT_EQ(count("select count(*) from ai_ready") + count("select count(*) from ai_running"), 0);
  }
}

// Jobs that are given back at once are fought for again and again.
TEST_F(CrowdTest, NoTwoHoldAJobAtOnceHoweverOftenItComesBack) {
  constexpr int kJobs = 64;
  constexpr std::int64_t kTurns = 5;
  addMany(tenant_, kJobs);
  std::mutex lock;
  std::set<std::int64_t> held;
  std::set<std::pair<std::int64_t, std::int64_t>> leases;
  int shared = 0, repeated = 0, refused = 0;
  std::atomic<int> done = 0;
  together([&](int worker) {
    while (done < kJobs) {
      const auto jobs = claimAs(worker, 3);
      if (jobs.empty()) std::this_thread::sleep_for(std::chrono::milliseconds(worker % 8));
      for (const ClaimedJob& job : jobs) {
        {
          const std::scoped_lock holding(lock);
          shared += held.insert(job.id).second ? 0 : 1;
          repeated += leases.emplace(job.id, job.rule.lease).second ? 0 : 1;
        }
        std::this_thread::yield();
        const bool last = job.rule.lease >= kTurns;
        {
          const std::scoped_lock holding(lock);
          held.erase(job.id);
        }
        const auto decision = endWith(*stores_[static_cast<std::size_t>(worker)], job,
                                      last ? Ending(Completed{}) : Ending(Released{}));
        const std::scoped_lock holding(lock);
        refused += decision.applied() ? 0 : 1;
        if (last || !decision.applied()) ++done;
      }
    }
  });
  EXPECT_EQ(shared, 0) << "jobs that two held at the same time";
  EXPECT_EQ(repeated, 0) << "leases that were given twice";
  EXPECT_EQ(refused, 0);
  EXPECT_EQ(leases.size(), static_cast<std::size_t>(kJobs * kTurns));
  EXPECT_EQ(count("select count(*) from ai_jobs where status = 'succeeded' and lease = 5"), kJobs);
}

}  // namespace
}  // namespace fairlead::queue
