#include "tests/native/workers/fleet.h"

#include <algorithm>
#include <thread>

#include "tests/native/support/passing_time.h"

namespace fairlead::workers {

using testing::Ended;
using testing::Program;

namespace {

const testing::TestDatabase& sharedDatabase() {
  struct Migrated : testing::TestDatabase {
    Migrated() { migrate(); }
  };
  static const Migrated kDatabase;
  return kDatabase;
}

testing::ModelServer& sharedServer() {
  static testing::ModelServer server;
  return server;
}

void emptyQueue(const testing::TestDatabase& database) {
  auto owner = testing::connectTo(database.ownerUrl());
  testing::mustQuery(owner,
                     "truncate ai_jobs, ai_ready, ai_running, ai_shares, ai_turns, ai_leaders, "
                     "ai_cron, provider_state, job_checkpoints, email_ai_summaries");
}

}  // namespace

FleetTest::FleetTest() : FleetTest(sharedDatabase()) {}

FleetTest::FleetTest(const testing::TestDatabase& database)
    : database_(database),
      server_(sharedServer()),
      connection_(testing::connectTo(database_.workerUrl())),
      shore_(database_) {
  emptyQueue(database_);
  server_.recover();
  server_.takeChats();
}

FleetTest::Words FleetTest::settings() const {
  return {"FAIRLEAD_WORKER_URL=" + database_.workerUrl(),
          "AI_BASE_URL=" + server_.baseUrl(),
          "AI_MODEL=fairlead-extractive-summary-and-entities-1",
          "AI_PROVIDER=mistral",
          "MISTRAL_API_KEY=hunter2",
          "AI_IDLE_SLEEP=60",
          "AI_HEARTBEAT_MS=200",
          "AI_HEARTBEAT_GRACE_MS=5000"};
}

Program FleetTest::worker(Words options, Words own) const {
  options.insert(options.begin(), {"work", "queue"});
  for (auto& setting : settings()) own.push_back(std::move(setting));
  return {std::move(options), std::move(own)};
}

Ended FleetTest::workOnce(Words own) const {
  return worker({"--once", "--json"}, std::move(own)).wait();
}

void FleetTest::twoWorkOnce(const Words& own) const {
  auto one = worker({"--once"}, own), two = worker({"--once"}, own);
  one.wait();
  two.wait();
}

Ended FleetTest::jobs(Words words) const {
  words.insert(words.begin(), "jobs");
  return testing::run(std::move(words), {"FAIRLEAD_WORKER_URL=" + database_.workerUrl()});
}

void FleetTest::askForSummary(const std::string& text) {
  const auto mail = shore_.mail(text);
  testing::mustQuery(connection_,
                     "insert into ai_jobs (job_type, account_id, gmail_message_id, status, "
                     "run_after) values ('email_summarize_v1', $1, $2, 'queued', now())",
                     {mail.account, mail.message});
}

void FleetTest::askForSummaries(int count) {
  for (int i = 0; i < count; ++i) {
    askForSummary("The bilge pump of the port engine room runs without end.");
  }
}

void FleetTest::askForMissing(int count, const testing::Shore& whose) {
  testing::mustQuery(connection_,
                     "insert into ai_jobs (tenant_id, job_type, account_id, gmail_message_id) "
                     "select tenant_id, 'email_summarize_v1', account_id, 'missing-' || n "
                     "from credentials, generate_series(1, $2::integer) n where tenant_id = $1",
                     {whose.tenant(), count});
}

std::string FleetTest::ask(const std::string& sql) {
  return testing::textOf(connection_, sql);
}

std::string FleetTest::states() {
  return ask(
      "select coalesce(string_agg(status || ' ' || n, ', ' order by status), 'none') "
      "from (select status, count(*) as n from ai_jobs group by status) as s");
}

void FleetTest::letTimePass(std::chrono::seconds time) {
  testing::letTimePass(connection_, std::chrono::microseconds(time).count());
}

int FleetTest::mostRunning(const std::function<bool()>& condition) {
  int most = 0;
  EXPECT_TRUE(becomes([&] {
    most = std::max(most, std::stoi(ask("select count(*) from ai_running")));
    return condition();
  }));
  return most;
}

void FleetTest::makeOlder(const std::string& id) {
  auto owner = testing::connectTo(database_.ownerUrl());
  testing::mustQuery(owner, "alter table ai_jobs no force row level security");
  testing::mustQuery(owner,
                     "update ai_jobs set created_at = created_at - interval '3 days', finished_at "
                     "= finished_at - interval '3 days' where id = " +
                         id);
  testing::mustQuery(owner, "alter table ai_jobs force row level security");
}

bool FleetTest::becomes(const std::function<bool()>& condition, std::chrono::milliseconds within) {
  const auto until = std::chrono::steady_clock::now() + within;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  return true;
}

}  // namespace fairlead::workers
