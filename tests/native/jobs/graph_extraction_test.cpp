// The graph's extraction against the local model server and PostgreSQL, as fairlead_worker.
#include "native/jobs/graph_extraction.h"

#include <fmt/format.h>
#include <thread>

#include "tests/native/jobs/job_test.h"

namespace fairlead::jobs {
namespace {

using testing::failureIn;

class GraphExtractionTest : public testing::JobTest<GraphExtraction> {
 protected:
  /// Lets the model answer once with this JSON.
  void answer(std::string json) {
    for (std::size_t at = 0; (at = json.find('"', at)) != std::string::npos; at += 2) {
      json.insert(at, "\\");
    }
    server_->failNext(fmt::format(R"({{"fault":"answer","count":1,"content":"{}"}})", json));
  }
  std::string nodes(testing::Shore& shore) {
    return shore.ask(
        "select coalesce(string_agg(format('%s:%s:%s', kind, label, mentions), ', ' "
        "order by name_key), '') from graph_nodes where tenant_id = $1");
  }
  std::string edges(testing::Shore& shore) {
    return shore.ask(
        "select coalesce(string_agg(format('%s %s %s:%s', f.label, e.relation, t.label, "
        "e.mentions), "
        "', ' order by f.label, t.label), '') from graph_edges e "
        "join graph_nodes f on f.id = e.from_node_id join graph_nodes t on t.id = e.to_node_id "
        "where e.tenant_id = $1");
  }
};

TEST_F(GraphExtractionTest, WritesEntitiesAndRelationsOfAMessage) {
  runAndCommit(shore_.message("The raw-water pump has an impeller. Generator 1 shows an alarm."));
  EXPECT_EQ(nodes(shore_),
            "symptom:alarm:1, equipment:Generator 1:1, component:impeller:1, "
            "equipment:raw-water pump:1");
  EXPECT_EQ(edges(shore_), "Generator 1 shows alarm:1, raw-water pump has impeller:1");
  EXPECT_EQ(shore_.ask("select source_kind || ' ' || prompt_version || ' ' || asks || ' ' || "
                       "(prompt_tokens > 0 and cost_usd > 0) from graph_extractions "
                       "where tenant_id = $1"),
            "message graph-extraction-1 1 true");
}

TEST_F(GraphExtractionTest, ANameIsOneHoweverItIsWritten) {
  runAndCommit(shore_.message("The raw-water pump has an impeller."));
  answer(
      R"({"entities":[{"name":" Raw-Water  PUMP ","type":"equipment"},{"name":"Ｉｍｐｅｌｌｅｒ","type":"component"}],)"
      R"("relations":[{"from":"RAW-water pump","relation":"has","to":"impeller"}]})");
  runAndCommit(shore_.message("Again."));
  EXPECT_EQ(nodes(shore_), "component:impeller:2, equipment:raw-water pump:2");
  EXPECT_EQ(edges(shore_), "raw-water pump has impeller:2");
}

TEST_F(GraphExtractionTest, ATextReadTwiceRaisesNoMentions) {
  const auto job = shore_.message("The raw-water pump has an impeller.");
  const auto first = run(job);
  watch_.commit(first);
  watch_.commit(first);
  runAndCommit(job);
  EXPECT_EQ(nodes(shore_), "component:impeller:1, equipment:raw-water pump:1");
  EXPECT_EQ(edges(shore_), "raw-water pump has impeller:1");
}

TEST_F(GraphExtractionTest, TheFirstTypeOfANameCounts) {
  answer(
      R"({"entities":[{"name":"Pump","type":"equipment"},{"name":"pump","type":"other"}],"relations":[]})");
  runAndCommit(shore_.message("A pump."));
  EXPECT_EQ(nodes(shore_), "equipment:Pump:1");
}

TEST_F(GraphExtractionTest, RelationsToNothingAndToOneselfAreLeftOut) {
  answer(
      R"({"entities":[{"name":"Pump","type":"equipment"},{"name":"Seal","type":"component"}],"relations":[)"
      R"({"from":"Pump","relation":"has","to":"Unicorn"},{"from":"Pump","relation":"is","to":"pump"},)"
      R"({"from":"Pump","relation":"has","to":"Seal"},{"from":"pump","relation":"has","to":"SEAL"}]})");
  runAndCommit(shore_.message("A pump."));
  EXPECT_EQ(edges(shore_), "Pump has Seal:1");
}

TEST_F(GraphExtractionTest, AnAnswerOfAnotherFormWritesNothing) {
  for (
      const char* fault :
      {R"({"fault":"wrong_form"})", R"({"fault":"truncated"})",
       R"({"fault":"answer","content":"{\"entities\":[{\"name\":\"x\",\"type\":\"weapon\"}],\"relations\":[]}"})",
       R"({"fault":"answer","content":"{\"entities\":[],\"relations\":[{\"from\":\"a\",\"relation\":\"DROP TABLE\",\"to\":\"b\"}]}"})"}) {
    server_->failNext(fault);
    EXPECT_EQ(failureIn(run(shore_.message("A pump."))).code, "SCHEMA_INVALID") << fault;
  }
  EXPECT_EQ(nodes(shore_), "");
}

TEST_F(GraphExtractionTest, AMessageOfAnotherTenantIsNotThere) {
  testing::Shore other{*database_};
  auto job = other.message("The raw-water pump has an impeller.");
  job.tenant = shore_.tenant();
  const job::Failure failure = failureIn(run(job));
  EXPECT_EQ(failure.code, "TEXT_NOT_FOUND");
  EXPECT_EQ(failure.failureClass, job::FailureClass::kItem);
  EXPECT_EQ(nodes(shore_) + nodes(other), "");
}

TEST_F(GraphExtractionTest, APieceOfASourceCountsOnlyWhileTheSourceIsReady) {
  runAndCommit(shore_.chunk("The windlass needs a new seal.", "ready"));
  EXPECT_EQ(edges(shore_), "windlass needs seal:1");
  EXPECT_EQ(failureIn(run(shore_.chunk("A pump.", "rejected"))).code, "TEXT_NOT_FOUND");
}

TEST_F(GraphExtractionTest, PayloadsThatNameNothingAreRefused) {
  for (const char* payload : {"", "{}", "[]", "5", R"({"message_id":5})", R"({"message_id":"x"})",
                              "{\"chunk_id\":null}"}) {
    const auto failure = failureIn(run(shore_.job("graph_extraction", payload)));
    EXPECT_EQ(failure.code, "PAYLOAD_INVALID") << payload;
  }
}

TEST_F(GraphExtractionTest, ManyTextsAtOnceGoIntoOneGraph) {
  constexpr int kThreads = 8;
  std::vector<queue::ClaimedJob> jobs;
  jobs.reserve(kThreads);
  for (int i = 0; i < kThreads; ++i) {
    jobs.push_back(shore_.message(
        i % 2 == 0 ? "The raw-water pump has an impeller. The impeller causes overheating."
                   : "The impeller causes overheating. The raw-water pump has an impeller."));
  }
  std::vector<std::jthread> threads;
  threads.reserve(kThreads);
  for (const auto& job : jobs) {
    threads.emplace_back([&] {
      testing::Watch watch{*database_};
      watch.commit(handler_.run(job, watch));
    });
  }
  threads.clear();
  EXPECT_EQ(nodes(shore_),
            "component:impeller:8, symptom:overheating:8, equipment:raw-water pump:8");
  EXPECT_EQ(edges(shore_), "impeller causes overheating:8, raw-water pump has impeller:8");
}

}  // namespace
}  // namespace fairlead::jobs
