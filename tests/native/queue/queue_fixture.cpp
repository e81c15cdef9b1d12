#include "tests/native/queue/queue_fixture.h"

#include "native/queue/postgres_store.h"
#include "tests/native/support/passing_time.h"

namespace fairlead::queue {

using testing::connectTo;

void QueueTest::SetUpTestSuite() {
  database_ = new testing::TestDatabase;
  database_->migrate();
}

void QueueTest::TearDownTestSuite() {
  delete database_;
}

QueueTest::QueueTest()
    : owner_(connectTo(database_->ownerUrl())), worker_(connectTo(database_->workerUrl())) {
  testing::mustQuery(owner_, "set role fairlead_admin");
  mustQuery("delete from ai_jobs");
  mustQuery("delete from ai_running");
  mustQuery("delete from ai_cron");
  mustQuery(
      "update provider_state set breaker = 'closed', failures = 0, window_began = null, "
      "opened_at = null, retry_at = null, probes = 0, openings = 0, quota_reset_at = null, "
      "bucket_parts = null, bucket_at = null");
  tenant_ = makeTenant();
}

std::unique_ptr<JobStore> QueueTest::open(const ProviderRules& provider) {
  auto store = PostgresStore::open(
      database_->workerUrl(),
      {{{kPlain, ""}, {kAsking, kProvider}, {kAskingToo, kProvider}}, {provider}});
  EXPECT_TRUE(store) << store.error().message;
  return std::move(*store);
}

std::string QueueTest::makeTenant(int weight, std::optional<int> limit) {
  const std::string id =
      testing::textOf(owner_,
                      "insert into tenants (name, job_weight, job_limit) values ('Test', $1, $2) "
                      "returning tenant_id",
                      {weight, limit});
  return id;
}

std::int64_t QueueTest::add(const std::string& type, int priority) {
  const auto asked = store_->enqueue({.tenant = tenant_, .type = type, .priority = priority});
  EXPECT_TRUE(asked) << asked.error().message;
  return asked->id;
}

void QueueTest::addMany(const std::string& tenant, int count, const std::string& type) {
  const std::vector<NewJob> jobs(static_cast<std::size_t>(count), {.tenant = tenant, .type = type});
  const auto added = store_->enqueueMany(jobs);
  ASSERT_TRUE(added) << added.error().message;
  ASSERT_EQ(*added, count);
}

Claimed QueueTest::claimWith(JobStore& store, int slots, const std::string& type) {
  auto claimed = store.claim({type, slots, "host-1"});
  EXPECT_TRUE(claimed) << claimed.error().message;
  return claimed ? std::move(*claimed) : Claimed{};
}

ClaimedJob QueueTest::claimOne(const std::string& type) {
  auto jobs = claim(1, type);
  EXPECT_EQ(jobs.size(), 1U);
  return jobs.empty() ? ClaimedJob{} : std::move(jobs.front());
}

job::Decision QueueTest::endWith(JobStore& store, const ClaimedJob& job, Ending how) {
  const Ended ended = {&job, std::move(how)};
  auto decisions = store.settle({&ended, 1});
  EXPECT_TRUE(decisions) << decisions.error().message;
  return decisions ? std::move(decisions->front()) : job::Decision{};
}

void QueueTest::letTimePass(job::Micros time) {
  testing::letTimePass(worker_, time);
}

JobRow QueueTest::row(std::int64_t id) {
  auto rows = store_->list({.id = id}, 1);
  EXPECT_TRUE(rows && rows->size() == 1);
  return rows && !rows->empty() ? std::move(rows->front()) : JobRow{};
}

job::Failure itemFailure(std::string code) {
  return {job::FailureClass::kItem, std::move(code)};
}

job::Failure providerFailure(std::optional<job::Micros> retryAfter) {
  return {job::FailureClass::kProvider, "MODEL_FAILED", retryAfter};
}

}  // namespace fairlead::queue
