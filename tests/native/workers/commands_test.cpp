// `fairlead work queue` and `fairlead jobs` as their users see them.
#include <csignal>
#include <thread>

#include "native/provider/http_client.h"
#include "tests/native/support/ports.h"
#include "tests/native/workers/fleet.h"

namespace fairlead::workers {
namespace {

using testing::Ended;

using QueueCommandsTest = FleetTest;

bool holds(const std::string& text, std::string_view word) {
  return text.find(word) != std::string::npos;
}

TEST_F(QueueCommandsTest, NamesAllFaultySettingsAtOnce) {
  const Ended ended = testing::run(
      {"work", "queue", "--batch", "0", "--idle", "never"},
      {"AI_SUMM_ENABLED=perhaps", "WORKER_MODE=1", "AI_MAX_ATTEMPTS=21", "AI_TEMPERATURE=hot",
       "AI_MAX_TOKENS=none", "AI_MAX_CHARS=-1", "FERNET_KEY=hunter2"});
  EXPECT_EQ(ended.exit_code, 2);
  for (const char* name :
       {"FAIRLEAD_WORKER_URL", "MISTRAL_API_KEY", "AI_SUMM_ENABLED", "WORKER_MODE", "AI_JOBS_BATCH",
        "AI_IDLE_SLEEP", "AI_MAX_ATTEMPTS", "AI_TEMPERATURE", "AI_MAX_TOKENS", "AI_MAX_CHARS",
        "FERNET_KEY", "11 settings"}) {
    EXPECT_TRUE(holds(ended.err, name)) << name << "\n" << ended.err;
  }
  EXPECT_FALSE(holds(ended.err, "hunter2"));
}

constexpr std::string_view kLine = "Bitte Öl prüfen.\n";

TEST_F(QueueCommandsTest, AsksTheModelAsTheSettingsSay) {
  std::string mail;
  for (int i = 0; i < 1000; ++i) mail += kLine;
  const auto askedWith = [&](Words own) {
    askForSummary(mail);
    EXPECT_EQ(workOnce(std::move(own)).exit_code, 0);
    return server_.lastAsked();
  };
  const testing::Asked usual = askedWith({});
  EXPECT_EQ(usual.form, "json_object");
  EXPECT_EQ(usual.max_tokens, 800);
  EXPECT_DOUBLE_EQ(usual.temperature, 0.3);
  const testing::Asked own =
      askedWith({"AI_MAX_CHARS=100", "AI_MAX_TOKENS=700", "AI_TEMPERATURE=0.5",
                 "AI_MODEL=fairlead-extractive-summary-1"});
  EXPECT_EQ(own.max_tokens, 700);
  EXPECT_DOUBLE_EQ(own.temperature, 0.5);
  EXPECT_EQ(own.model, "fairlead-extractive-summary-1");
  EXPECT_EQ(usual.characters - own.characters, 4000 - 100) << "but for the same few headers";
}

TEST_F(QueueCommandsTest, DeadJobsAreListedAndBroughtBackByWhatIsNamed) {
  const testing::Shore other(database_);
  askForMissing(2, shore_);
  askForMissing(1, other);
  workOnce({"AI_MAX_ATTEMPTS=1"});
  ASSERT_EQ(states(), "dead 3");
  const std::string listed = jobs({"dead"}).out;
  EXPECT_TRUE(holds(listed, "EMAIL_NOT_FOUND")) << listed;
  EXPECT_TRUE(holds(listed, "email_summarize_v1")) << listed;
  EXPECT_EQ(jobs({"requeue", "--code", "TIMEOUT"}).exit_code, 1);
  EXPECT_EQ(jobs({"requeue", "--type", "graph_extraction"}).exit_code, 1);
  EXPECT_EQ(jobs({"requeue", "--tenant", other.tenant()}).exit_code, 0);
  EXPECT_EQ(states(), "dead 2, queued 1");
  EXPECT_EQ(jobs({"requeue", "--code", "EMAIL_NOT_FOUND", "--since", "1h"}).exit_code, 0);
  EXPECT_EQ(states(), "queued 3");
}

TEST_F(QueueCommandsTest, TheLeaderDeletesWhatFinishedLongAgo) {
  askForSummaries(2);
  EXPECT_EQ(workOnce().exit_code, 0);
  makeOlder("(select min(id) from ai_jobs)");
  auto worker = this->worker({}, {"AI_KEEP_SUCCEEDED_DAYS=1"});
  EXPECT_TRUE(becomes([&] { return states() == "succeeded 1"; }));
  worker.signal(SIGTERM);
  EXPECT_EQ(worker.wait().exit_code, 0);
}

TEST_F(QueueCommandsTest, SummariesAreOffWhereTheSettingSaysSo) {
  askForSummaries(1);
  const Ended ended = workOnce({"AI_SUMM_ENABLED=false"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_TRUE(holds(ended.err, R"("event":"summaries_off")")) << ended.err;
  EXPECT_EQ(states(), "queued 1");
}

TEST_F(QueueCommandsTest, LogsNameJobTenantAttemptLeaseAndTraceAndNoSecret) {
  askForSummaries(1);
  run("update ai_jobs set trace_parent = "
      "'00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'");
  const Ended ended = workOnce();
  const auto at = ended.err.find(R"("event":"job_done")");
  ASSERT_NE(at, std::string::npos) << ended.err;
  const std::string line = ended.err.substr(at, ended.err.find('\n', at) - at);
  for (const std::string& word :
       {std::string(R"("job":)"), R"("tenant":")" + shore_.tenant() + "\"",
        std::string(R"("attempt":1)"), std::string(R"("lease":1)"),
        std::string(R"("trace":"4bf92f3577b34da6a3ce929d0e0e4736")")}) {
    EXPECT_TRUE(holds(line, word)) << word << " in " << line;
  }
  EXPECT_FALSE(holds(ended.err + ended.out, "hunter2"));
  EXPECT_FALSE(holds(ended.err, "bilge"));
}

TEST_F(QueueCommandsTest, ServesMetrics) {
  askForSummaries(2);
  const std::string port = std::to_string(testing::freePort());
  auto worker = this->worker({"--metrics-port", port});
  ASSERT_TRUE(becomes("2", "select count(*) from email_ai_summaries"));
  jobs({"enqueue", "--type", "graph_extraction", "--tenant", shore_.tenant(), "--in", "2h"});
  provider::HttpClient client{provider::HttpOptions{}};
  const auto answer = client.get("http://127.0.0.1:" + port + "/metrics");
  worker.signal(SIGTERM);
  worker.wait();
  ASSERT_TRUE(answer) << answer.error().message;
  for (const char* line : {R"(fairlead_queue_depth{type="graph_extraction",state="queued"} 1)",
                           R"(fairlead_queue_due{type="graph_extraction"} 0)",
                           R"(fairlead_provider_breaker{provider="mistral",state="closed"} 1)",
                           R"(fairlead_jobs_claim_wait_seconds_count{type="email_summarize_v1"} 2)",
                           R"(fairlead_jobs_run_seconds_count{type="email_summarize_v1"} 2)",
                           "fairlead_jobs_endings_total", "fairlead_queue_turn_seconds_count",
                           "fairlead_queue_listening"}) {
    EXPECT_TRUE(holds(answer->body, line)) << line << "\n" << answer->body;
  }
}

TEST_F(QueueCommandsTest, JobsAreListedShownPutOffAndCancelled) {
  askForSummaries(3);
  EXPECT_TRUE(holds(jobs({"stats"}).out, "email_summarize_v1    queued              3"));
  const std::string id = ask("select min(id) from ai_jobs");
  EXPECT_EQ(jobs({"snooze", "--id", id, "--for", "2h"}).exit_code, 0);
  EXPECT_EQ(ask("select run_after > now() + interval '119 min' from ai_jobs where id = " + id),
            "t");
  EXPECT_TRUE(holds(jobs({"show", id}).out, "due at"));
  EXPECT_EQ(jobs({"cancel", "--id", id}).exit_code, 0);
  EXPECT_EQ(jobs({"cancel", "--id", id}).exit_code, 1) << "it has ended";
  EXPECT_EQ(jobs({"cancel"}).exit_code, 2) << "no filter is not all";
  EXPECT_EQ(states(), "cancelled 1, queued 2");
  EXPECT_TRUE(holds(jobs({"list", "--state", "cancelled", "--json"}).out, "\"id\":" + id + ","));
  EXPECT_EQ(jobs({"requeue", "--all"}).exit_code, 1) << "only dead ones, unless others are named";
  EXPECT_EQ(jobs({"requeue", "--state", "cancelled"}).exit_code, 0);
  EXPECT_EQ(states(), "queued 3");
  EXPECT_EQ(jobs({"show", "999999"}).exit_code, 1);
}

TEST_F(QueueCommandsTest, EnqueuesOnceForAKey) {
  const std::vector<std::string> words{
      "enqueue", "--type", "graph_extraction", "--tenant", shore_.tenant(), "--key", "a", "--json"};
  EXPECT_TRUE(holds(jobs(words).out, R"("added":true)"));
  EXPECT_TRUE(holds(jobs(words).out, R"("added":false)"));
  EXPECT_EQ(states(), "queued 1");
}

TEST_F(QueueCommandsTest, SaysWhatIsMissingWhereAJobIsAskedForWrongly) {
  const auto refused = [&](Words words) {
    words.insert(words.begin(), "enqueue");
    const Ended ended = jobs(std::move(words));
    EXPECT_EQ(ended.exit_code, 2);
    return ended.err;
  };
  EXPECT_TRUE(holds(refused({"--type", "email_summary"}), "email_summarize_v1"));
  EXPECT_TRUE(holds(refused({"--type", "graph_extraction"}), "--tenant"));
  EXPECT_TRUE(holds(refused({"--type", "email_summarize_v1", "--tenant", shore_.tenant()}),
                    "--account and --message"));
  EXPECT_TRUE(holds(refused({"--type", "graph_extraction", "--message", "a"}), "together"));
  EXPECT_EQ(jobs({"list", "--type", "email_summary"}).exit_code, 2);
  EXPECT_TRUE(holds(jobs({"dead"}).out, "no such jobs"));
  EXPECT_EQ(states(), "none");
}

TEST_F(QueueCommandsTest, RetentionDeletesWhatFinishedLongAgo) {
  askForSummaries(2);
  EXPECT_EQ(workOnce().exit_code, 0);
  EXPECT_TRUE(holds(jobs({"retention", "run"}).out, "0 jobs"));
  makeOlder("(select min(id) from ai_jobs)");
  EXPECT_TRUE(holds(jobs({"retention", "run", "--succeeded-days", "1"}).out, "1 job"));
  EXPECT_EQ(states(), "succeeded 1");
}

TEST_F(QueueCommandsTest, TheLiveViewLeavesNoEscapeCodesInAPipeAndEndsOnCtrlC) {
  askForSummaries(1);
  testing::Program view({"jobs", "stats", "--watch", "--every", "0.2"},
                        {"FAIRLEAD_WORKER_URL=" + database_.workerUrl()});
  const auto isShownAnew = [&] {
    const std::string out = view.outSoFar();
    const auto first = out.find("queued");
    return first != std::string::npos && out.find("queued", first + 1) != std::string::npos;
  };
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!isShownAnew() && std::chrono::steady_clock::now() < patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(isShownAnew()) << view.outSoFar();
  view.signal(SIGINT);
  const Ended ended = view.wait();
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_FALSE(holds(ended.out, "\033"));
}

}  // namespace
}  // namespace fairlead::workers
