// What the embedding worker promises: against PostgreSQL as fairlead_worker, and the local model
// server over HTTP.
#include <thread>

#include <gtest/gtest.h>

#include "core/json/writer.h"
#include "native/workers/embed/run_log.h"
#include "native/workers/embed/worker.h"
#include "native/workers/log.h"
#include "tests/native/support/model_server.h"
#include "tests/native/support/vessel.h"

namespace fairlead::workers {
namespace {

using namespace std::chrono_literals;
using testing::connectTo;
using testing::textOf;

std::string jsonOf(const RunPlan& plan) {
  json::Writer out;
  write(out, plan);
  return std::move(out).finish().value();
}

class EmbedTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    setLogLevel("off");
    database_ = new testing::TestDatabase;
    database_->migrate();
    server_ = new testing::ModelServer;
  }
  static void TearDownTestSuite() {
    delete server_;
    delete database_;
  }

  EmbedTest() {
    server_->recover();
    server_->takeInputs();
    options_.databaseUrl = database_->workerUrl();
    options_.baseUrl = server_->baseUrl();
    options_.pauses.first = 10ms;
    options_.plan.tenant = vessel_.tenant();
    options_.plan.budget = {
        .limit = 500, .maxCostUsd = {}, .batchItems = 8, .batchTokens = 4000, .maxAttempts = 3};
  }

  RunPlan plan() {
    auto made = makePlan(worker_, options_.plan);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }
  Outcome pass() { return passOn(worker_).outcome; }
  Pass passOn(postgres::Connection& connection) {
    auto planned = makePlan(connection, options_.plan);
    EXPECT_TRUE(planned) << planned.error().message;
    auto done = executePlan(connection, options_, std::move(*planned));
    EXPECT_TRUE(done) << done.error().message;
    return std::move(*done);
  }
  std::string runStatus() {
    return textOf(worker_,
                  "select status || coalesce(' ' || error_code, '') from embedding_runs "
                  "where tenant_id = $1 order by started_at desc limit 1",
                  {vessel_.tenant()});
  }

  static inline testing::TestDatabase* database_ = nullptr;
  static inline testing::ModelServer* server_ = nullptr;
  testing::Vessel vessel_{*database_};
  postgres::Connection worker_ = connectTo(database_->workerUrl());
  WorkerOptions options_;
};

TEST_F(EmbedTest, RunsAsARoleWithoutPowers) {
  EXPECT_EQ(textOf(worker_,
                   "select current_user || ' ' || (rolsuper or rolbypassrls) "
                   "from pg_roles where rolname = current_user"),
            "fairlead_worker false");
}

TEST_F(EmbedTest, EmbedsEveryStaleRowOnce) {
  const std::string order = vessel_.addWorkOrder("Replace the impeller");
  const std::string part = vessel_.addPart("Impeller", "Neoprene, six blades");
  const std::string note = vessel_.addNote(order, "Pump runs dry when heeled");
  const std::string equipment = vessel_.addEquipment("Sea water pump");
  const std::string file = vessel_.addAttachment(order, "impeller.jpg");

  const Outcome outcome = pass();
  EXPECT_EQ(outcome.embedded, 5);
  EXPECT_TRUE(outcome.complete());
  EXPECT_TRUE(vessel_.isFresh("pms_parts", part));
  EXPECT_TRUE(vessel_.isFresh("pms_work_orders", order));
  EXPECT_TRUE(vessel_.isFresh("pms_notes", note));
  EXPECT_TRUE(vessel_.isFresh("pms_equipment", equipment));
  EXPECT_TRUE(vessel_.isFresh("pms_attachments", file));
  EXPECT_EQ(server_->takeInputs(), 5);
  EXPECT_EQ(runStatus(), "succeeded");

  EXPECT_EQ(pass().calls, 0);
  EXPECT_EQ(server_->takeInputs(), 0);
}

TEST_F(EmbedTest, PutsLikeNearLike) {
  const std::string pump = vessel_.addPart("Water pump impeller", "Rubber impeller for the pump");
  const std::string other = vessel_.addPart("Cooling pump", "Pump for sea water");
  const std::string linen = vessel_.addPart("Bed linen", "White cotton sheets for guests");
  pass();
  EXPECT_EQ(
      textOf(worker_,
             "select count(*) from embedding_vectors a, embedding_vectors b, "
             "embedding_vectors c where a.source_id = $1 and b.source_id = $2 "
             "and c.source_id = $3 and a.embedding <=> b.embedding < a.embedding <=> c.embedding",
             {pump, other, linen}),
      "1");
}

TEST_F(EmbedTest, DryRunIsThePlanThatIsExecuted) {
  vessel_.addPart("Oil filter");
  vessel_.addPart("Fuel filter");
  const RunPlan dry = plan();
  EXPECT_EQ(server_->takeInputs(), 0);
  EXPECT_EQ(vessel_.vectors(), 0);

  const Pass done = passOn(worker_);
  EXPECT_EQ(jsonOf(done.plan), jsonOf(dry));
  EXPECT_EQ(done.outcome.embedded, totalsOf(dry).rows);
  EXPECT_EQ(done.outcome.calls, totalsOf(dry).batches);
}

TEST_F(EmbedTest, TakesTheOldestWithinTheLimit) {
  const std::string first = vessel_.addPart("First");
  const std::string second = vessel_.addEquipment("Second");
  const std::string third = vessel_.addPart("Third");
  options_.plan.budget.limit = 2;
  const PlanTotals totals = totalsOf(plan());
  EXPECT_EQ(totals.stale, 3);
  EXPECT_EQ(totals.rows, 2);
  EXPECT_EQ(totals.overLimit, 1);
  EXPECT_EQ(pass().embedded, 2);
  EXPECT_TRUE(vessel_.isFresh("pms_parts", first));
  EXPECT_TRUE(vessel_.isFresh("pms_equipment", second));
  EXPECT_FALSE(vessel_.isFresh("pms_parts", third));
}

TEST_F(EmbedTest, CountsWhatItDoesNotReadAsOverTheLimit) {
  vessel_.addParts(1'200);  // more than the pages that the limit makes it read
  options_.plan.budget.limit = 20;
  const RunPlan planned = plan();
  EXPECT_GT(planned.models.front().unread, 0);
  EXPECT_EQ(totalsOf(planned).rows, 20);
  EXPECT_EQ(totalsOf(planned).overLimit, 1'180);
}

TEST_F(EmbedTest, StopsAtTheCostCap) {
  vessel_.addPart(std::string(30, 'a'));  // with its part number 39 bytes: 13 tokens
  vessel_.addPart(std::string(30, 'b'));
  // Ten dollars a million tokens: one row costs 0.00013.
  options_.plan.budget.maxCostUsd = 0.0002;
  const PlanTotals totals = totalsOf(plan());
  EXPECT_EQ(totals.rows, 1);
  EXPECT_EQ(totals.overCost, 1);
  EXPECT_EQ(totals.tokens, 13);
  EXPECT_DOUBLE_EQ(totals.costUsd, 0.00013);
  EXPECT_DOUBLE_EQ(totals.worstCaseCostUsd, 0.00039);
}

TEST_F(EmbedTest, MarksUnchangedTextFreshWithoutACall) {
  const std::string part = vessel_.addPart("Anode", "Zinc");
  pass();
  server_->takeInputs();
  vessel_.asMember("update pms_parts set min_level = 4 where id = $1", {part});
  EXPECT_FALSE(vessel_.isFresh("pms_parts", part));
  const Outcome outcome = pass();
  EXPECT_EQ(outcome.unchanged, 1);
  EXPECT_EQ(outcome.calls, 0);
  EXPECT_EQ(server_->takeInputs(), 0);
  EXPECT_TRUE(vessel_.isFresh("pms_parts", part));
}

TEST_F(EmbedTest, EmbedsAWorkOrderAnewWhenANoteIsAdded) {
  const std::string order = vessel_.addWorkOrder("Service the winch");
  pass();
  vessel_.addNote(order, "Gearbox oil is milky");
  EXPECT_FALSE(vessel_.isFresh("pms_work_orders", order));
  EXPECT_EQ(pass().embedded, 2);
  EXPECT_TRUE(vessel_.isFresh("pms_work_orders", order));
}

TEST_F(EmbedTest, LeavesFilesAloneThatWerePutAway) {
  const std::string order = vessel_.addWorkOrder("Inspect the mast");
  const std::string file = vessel_.addAttachment(order, "mast.jpg");
  EXPECT_EQ(pass().embedded, 2);
  vessel_.asMember("update pms_attachments set deleted_at = clock_timestamp() where id = $1",
                   {file});
  pass();
  EXPECT_FALSE(vessel_.isFresh("pms_attachments", file));
  EXPECT_EQ(vessel_.vectors(), 1) << "the work order's";
}

TEST_F(EmbedTest, EmbedsAFileAnewThatIsBack) {
  const std::string order = vessel_.addWorkOrder("Inspect the mast");
  const std::string file = vessel_.addAttachment(order, "mast.jpg");
  pass();
  const char* const change = "update pms_attachments set deleted_at = $2 where id = $1";
  vessel_.asMember(change, {file, "2026-05-31T14:30:00Z"});
  vessel_.asMember(change, {file, std::nullopt});
  pass();
  EXPECT_TRUE(vessel_.isFresh("pms_attachments", file));
  EXPECT_EQ(vessel_.vectors(), 2);
}

TEST_F(EmbedTest, LeavesRowsOfAnotherModelToAMigration) {
  vessel_.addPart("Shackle");
  pass();
  vessel_.cutOver();
  const PlanTotals totals = totalsOf(plan());
  EXPECT_EQ(totals.modelChanged, 1);
  EXPECT_EQ(totals.stale, 0);
  EXPECT_EQ(pass().calls, 0);
}

TEST_F(EmbedTest, WritesNoVectorForARowThatChangedMeanwhile) {
  const std::string moved = vessel_.addPart("Moved");
  const std::string still = vessel_.addPart("Still");
  server_->failNext(R"({"fault":"slow","count":1,"delay_ms":700})");
  Outcome outcome;
  std::string state;
  std::thread other([&] { outcome = pass(); });
  std::this_thread::sleep_for(350ms);
  auto observer = connectTo(database_->workerUrl());
  state = textOf(observer,
                 "select coalesce(string_agg(state, ' '), '') from pg_stat_activity "
                 "where datname = current_database() and usename = current_user "
                 "and pid <> pg_backend_pid() and (xact_start is not null)");
  vessel_.asMember("update pms_parts set name = 'Moved on' where id = $1", {moved});
  other.join();

  EXPECT_EQ(state, "") << "no transaction is open across the call";
  EXPECT_EQ(outcome.embedded, 1);
  EXPECT_EQ(outcome.passedOver, 1);
  EXPECT_TRUE(vessel_.isFresh("pms_parts", still));
  EXPECT_FALSE(vessel_.isFresh("pms_parts", moved));
  EXPECT_EQ(vessel_.vectors(), 1);
  EXPECT_EQ(textOf(worker_, "select actual->>'embedded' from embedding_runs where tenant_id = $1",
                   {vessel_.tenant()}),
            "1");
  EXPECT_EQ(pass().embedded, 1);
  EXPECT_TRUE(vessel_.isFresh("pms_parts", moved));
}

TEST_F(EmbedTest, TwoWorkersPayOnceForEachRow) {
  for (int i = 0; i < 24; ++i) vessel_.addPart("Bolt M" + std::to_string(i));
  options_.plan.budget.batchItems = 4;
  server_->failNext(R"({"fault":"slow","delay_ms":60})");
  auto second = connectTo(database_->workerUrl());
  Outcome outcomes[2];
  std::thread other([&] { outcomes[1] = passOn(second).outcome; });
  outcomes[0] = pass();
  other.join();
  EXPECT_EQ(outcomes[0].embedded + outcomes[1].embedded, 24);
  EXPECT_GT(outcomes[0].passedOver + outcomes[1].passedOver, 0) << "they met";
  EXPECT_EQ(server_->takeInputs(), 24);
  EXPECT_EQ(vessel_.vectors(), 24);
}

TEST_F(EmbedTest, AWorkerThatDiesGivesItsClaimsBack) {
  vessel_.addPart("Rope");
  {
    auto dead = connectTo(database_->workerUrl());
    const RunPlan planned = plan();
    const auto& model = planned.models.front();
    EXPECT_EQ(claimBatch(dead, model.plan.batches.front(), model.serving)->rows.size(), 1U);
    EXPECT_EQ(pass().passedOver, 1) << "while it lives";
  }
  std::this_thread::sleep_for(100ms);  // the server notices the end of the connection
  EXPECT_EQ(pass().embedded, 1);
}

TEST_F(EmbedTest, AWorkerThatDiesLeavesNoRunBehind) {
  vessel_.addPart("Rope");
  const auto asWorker = [&] {
    return postgres::Connection::open(database_->workerUrl(),
                                      {.application_name = kApplicationName});
  };
  {
    auto dead = asWorker();
    ASSERT_TRUE(dead);
    const RunPlan planned = plan();
    ASSERT_TRUE(openRun(*dead, planned));
    ASSERT_TRUE(closeLostRuns(worker_));
    EXPECT_EQ(runStatus(), "running") << "while it lives";
  }
  std::this_thread::sleep_for(100ms);  // the server notices the end of the connection
  auto next = asWorker();
  ASSERT_TRUE(next);
  ASSERT_TRUE(closeLostRuns(*next));
  EXPECT_EQ(runStatus(), "failed worker_lost");
  EXPECT_EQ(passOn(*next).outcome.embedded, 1);
  EXPECT_EQ(runStatus(), "succeeded");
}

TEST_F(EmbedTest, OnePoisonousRowFailsAlone) {
  for (int i = 0; i < 6; ++i) vessel_.addPart("Washer " + std::to_string(i));
  // More tokens than the model reads, though the estimate by bytes lets it pass.
  std::string poison;
  for (int i = 0; i < 1000; ++i) poison += "9 z# ";
  const std::string bad = vessel_.addPart("Poison", poison);
  const Outcome outcome = pass();
  EXPECT_EQ(outcome.embedded, 6);
  ASSERT_EQ(outcome.failed.size(), 1U);
  EXPECT_EQ(outcome.failed[0].id, bad);
  EXPECT_EQ(outcome.failed[0].code, "provider_refused_input");
  EXPECT_FALSE(outcome.stopped);
  EXPECT_EQ(runStatus(), "partial");
}

TEST_F(EmbedTest, LeavesOutARowThatIsTooLongWithoutACall) {
  const std::string longest = vessel_.addPart("Long", std::string(7000, 'x'));
  vessel_.addPart("Short");
  EXPECT_EQ(totalsOf(plan()).oversized, 1);
  EXPECT_EQ(pass().embedded, 1);
  EXPECT_FALSE(vessel_.isFresh("pms_parts", longest));
}

TEST_F(EmbedTest, LeavesOutARowWithoutText) {
  const std::string order = vessel_.addWorkOrder("Title");
  vessel_.addNote(order, "  \n ");
  EXPECT_EQ(totalsOf(plan()).empty, 1);
  EXPECT_EQ(pass().embedded, 1);
}

TEST_F(EmbedTest, WaitsAsLongAsTheApiAsks) {
  vessel_.addPart("Buoy");
  server_->failNext(R"({"fault":"rate_limit","count":1,"retry_after":1})");
  const auto begun = std::chrono::steady_clock::now();
  const Outcome outcome = pass();
  EXPECT_GE(std::chrono::steady_clock::now() - begun, 1s);
  EXPECT_EQ(outcome.embedded, 1);
  EXPECT_EQ(outcome.calls, 2);
}

TEST_F(EmbedTest, EndsThePassWhenTheApiAsksForTooLongAPause) {
  vessel_.addPart("Fender");
  server_->failNext(R"({"fault":"rate_limit","count":1,"retry_after":3600})");
  const Outcome outcome = pass();
  EXPECT_EQ(outcome.calls, 1);
  EXPECT_EQ(outcome.deferred, 1);
  ASSERT_TRUE(outcome.stopped);
  EXPECT_EQ(outcome.stopped->retry_after, 3600s);
}

struct Trouble {
  const char* fault;
  const char* code;
  std::int64_t calls;
};

class EmbedTroubleTest : public EmbedTest, public ::testing::WithParamInterface<Trouble> {};

TEST_P(EmbedTroubleTest, EndsThePassAndWritesNothing) {
  vessel_.addPart("Cleat");
  options_.http.timeout = 2s;
  server_->failNext(std::string(R"({"fault":")") + GetParam().fault + R"(","delay_ms":3000})");
  const Outcome outcome = pass();
  server_->recover();
  ASSERT_TRUE(outcome.stopped);
  EXPECT_EQ(outcome.stopped->error.code, GetParam().code);
  EXPECT_EQ(outcome.calls, GetParam().calls);
  EXPECT_EQ(outcome.deferred, 1);
  EXPECT_EQ(vessel_.vectors(), 0);
  EXPECT_EQ(runStatus(), std::string("failed ") + GetParam().code);
  EXPECT_EQ(pass().embedded, 1) << "the next pass makes up for it";
}

INSTANTIATE_TEST_SUITE_P(Faults, EmbedTroubleTest,
                         ::testing::Values(Trouble{"server_error", "provider_failed", 3},
                                           Trouble{"malformed", "provider_answer_malformed", 3},
                                           Trouble{"wrong_count", "provider_answer_malformed", 3},
                                           Trouble{"cut_off", "provider_answer_cut_off", 3},
                                           Trouble{"slow", "provider_timeout", 3},
                                           Trouble{"wrong_dimensions", "provider_dimensions", 1},
                                           Trouble{"unauthorized", "provider_unauthorized", 1}),
                         [](const auto& trouble) { return std::string(trouble.param.fault); });

TEST_F(EmbedTest, SaysSoWhenNoModelServes) {
  options_.plan.tenant = "00000000-0000-4000-8000-00000000dead";
  const auto planned = makePlan(worker_, options_.plan);
  ASSERT_FALSE(planned);
  EXPECT_EQ(planned.error().code, "serving_missing");
}

}  // namespace
}  // namespace fairlead::workers
