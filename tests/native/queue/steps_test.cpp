// A job of several steps, whose worker dies between two of them.
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "native/queue/postgres_store.h"
#include "native/workers/queue/runner.h"
#include "tests/native/support/test_database.h"

namespace fairlead::workers {
namespace {

constexpr const char* kType = "deep_scrub";
constexpr int kKilled = 9;

/// Does three steps, each kept before the next; its worker dies at the one named.
class Steps : public queue::JobHandler {
 public:
  Steps(std::vector<std::string>& done, std::string diesAt)
      : done_(done), diesAt_(std::move(diesAt)) {}

  std::string_view type() const override { return kType; }
  std::string_view provider() const override { return ""; }

  queue::Outcome run(const queue::ClaimedJob& /*job*/, queue::JobContext& context) override {
    for (const std::string step : {"fetch", "read", "write"}) {
      const auto kept = context.load(step);
      if (!kept) return queue::GivenBack{kept.error()};
      if (*kept) continue;
      if (step == diesAt_) _exit(kKilled);
      done_.push_back(step);
      if (auto saved = context.save(step, R"({"pages": 3})"); !saved) {
        return queue::GivenBack{saved.error()};
      }
    }
    return queue::Done{};
  }

 private:
  std::vector<std::string>& done_;
  const std::string diesAt_;
};

class QueueStepsTest : public ::testing::Test {
 protected:
  QueueStepsTest() { database_.migrateAndSeed(); }

  /// Works until nothing is due.
  std::vector<std::string> work(const std::string& diesAt) const {
    std::vector<std::string> done;
    RunnerOptions options;
    options.worker = "host-" + std::to_string(getpid());
    options.databaseUrl = database_.workerUrl();
    options.rules.types = {{.type = kType, .provider = "", .policy = {}}};
    options.once = true;
    options.openStore = [&options]() -> Result<std::unique_ptr<queue::JobStore>> {
      auto store = queue::PostgresStore::open(options.databaseUrl, options.rules);
      if (!store) return std::unexpected(store.error());
      return std::unique_ptr<queue::JobStore>(std::move(*store));
    };
    std::vector<std::unique_ptr<queue::JobHandler>> handlers;
    handlers.push_back(std::make_unique<Steps>(done, diesAt));
    Runner(options, std::move(handlers)).run();
    return done;
  }

  std::string ask(const std::string& sql) const {
    auto connection = testing::connectTo(database_.workerUrl());
    return testing::textOf(connection, sql);
  }
  void run(const std::string& sql) const {
    auto connection = testing::connectTo(database_.workerUrl());
    testing::mustQuery(connection, sql);
  }

  testing::TestDatabase database_;
};

TEST_F(QueueStepsTest, GoesOnAfterTheLastFinishedStep) {
  run("insert into ai_jobs (tenant_id, job_type) select tenant_id, 'deep_scrub' from tenants limit "
      "1");
  EXPECT_EXIT(work("write"), ::testing::ExitedWithCode(kKilled), "");
  ASSERT_EQ(ask("select string_agg(step, ' ' order by created_at) from job_checkpoints"),
            "fetch read");
  run("update ai_jobs set heartbeat_at = now() - interval '1 minute'");
  EXPECT_EQ(work(""), std::vector<std::string>{"write"});
  EXPECT_EQ(ask("select status || ' ' || losses || ' ' || lease from ai_jobs"), "succeeded 1 2");
}

}  // namespace
}  // namespace fairlead::workers
