// Asking a model for a completion: the bytes, the real exchange, and what fails.
#include <gtest/gtest.h>

#include "core/json/json.h"
#include "native/provider/chat_client.h"
#include "native/provider/chat_wire.h"
#include "tests/native/support/model_server.h"

namespace fairlead::provider {
namespace {

using namespace std::chrono_literals;

constexpr SettingNames kNames{
    .key = "MISTRAL_API_KEY", .url = "AI_BASE_URL", .model = "the model in AI_MODEL"};

TEST(ChatWireTest, AsksForJson) {
  const std::vector<ChatMessage> messages{{ChatRole::kSystem, "Be brief."},
                                          {ChatRole::kUser, "A \"mail\""},
                                          {ChatRole::kAssistant, "{}"}};
  EXPECT_EQ(writeChatRequest({.base_url = "", .model_id = "m", .max_tokens = 9, .temperature = 0.3},
                             messages),
            R"({"max_tokens":9,"messages":[{"content":"Be brief.","role":"system"},)"
            R"({"content":"A \"mail\"","role":"user"},{"content":"{}","role":"assistant"}],)"
            R"("model":"m","response_format":{"type":"json_object"},"temperature":0.3})");
}

TEST(ChatWireTest, ReadsTheFirstChoice) {
  const auto read = readCompletion(
      R"({"choices":[{"message":{"role":"assistant","content":"{\"a\":1}"},"finish_reason":"stop"},
                     {"message":{"content":"no"}}],
          "model":"m-2026","usage":{"prompt_tokens":7,"completion_tokens":3}})",
      "m");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text, R"({"a":1})");
  EXPECT_FALSE(read->cut_off);
  EXPECT_EQ(read->model, "m-2026");
  EXPECT_EQ(read->prompt_tokens, 7);
  EXPECT_EQ(read->completion_tokens, 3);
}

TEST(ChatWireTest, TellsAnAnswerThatALimitCut) {
  const auto read =
      readCompletion(R"({"choices":[{"message":{"content":"{"},"finish_reason":"length"}]})", "m");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->cut_off);
  EXPECT_EQ(read->model, "m");
  EXPECT_EQ(read->prompt_tokens, std::nullopt);
}

TEST(ChatWireTest, AModelThatSaysNothingHasAnsweredAllTheSame) {
  const auto read = readCompletion(
      R"({"choices":[{"message":{"content":null}}],"model":"","usage":{"prompt_tokens":7}})", "m");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text, "");
  EXPECT_EQ(read->model, "m") << "a name that is none is not kept";
  EXPECT_EQ(read->prompt_tokens, 7);
  EXPECT_EQ(readCompletion(R"({"choices":[{"message":{}}],"model":"a\u0000"})", "m")->model, "m");
}

TEST(ChatWireTest, RefusesWhatHasNoText) {
  for (const char* body : {"nonsense", "[]", "{}", R"({"choices":[]})", R"({"choices":[{}]})",
                           R"({"choices":{}})", R"({"choices":[{"message":{"content":7}}]})",
                           R"({"choices":[{"message":{"content":["a"]}}]})"}) {
    const auto read = readCompletion(body, "m");
    ASSERT_FALSE(read) << body;
    EXPECT_EQ(read.error().error.code, "provider_answer_malformed") << body;
    EXPECT_EQ(read.error().failure_class, FailureClass::kProvider) << body;
  }
}

class ChatClientTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new testing::ModelServer; }
  static void TearDownTestSuite() { delete server_; }
  void TearDown() override { server_->recover(); }

  static ChatClient client(HttpOptions options = {}) {
    return {{.base_url = server_->baseUrl(), .model_id = "fairlead-extractive-summary-1"},
            std::move(options),
            kNames};
  }
  static std::expected<Completion, Failure> ask(const ChatCall& call = {},
                                                HttpOptions options = {}) {
    const std::vector<ChatMessage> messages{{ChatRole::kSystem, "Summarise."},
                                            {ChatRole::kUser, "The pump leaks. Please call."}};
    return client(std::move(options)).complete(messages, call);
  }
  static Failure failing(const char* fault) {
    server_->failNext(fault);
    const auto answer = ask();
    if (answer) ADD_FAILURE() << fault << " did not fail";
    return answer ? Failure{} : answer.error();
  }

  static inline testing::ModelServer* server_ = nullptr;
};

TEST_F(ChatClientTest, GetsJsonAndItsCost) {
  const auto answer = ask();
  ASSERT_TRUE(answer) << answer.error().error.message;
  EXPECT_EQ(answer->model, "fairlead-extractive-summary-1");
  EXPECT_TRUE(json::parse(answer->text)) << answer->text;
  EXPECT_GT(answer->prompt_tokens.value_or(0), 0);
  EXPECT_GT(answer->completion_tokens.value_or(0), 0);
}

TEST_F(ChatClientTest, SendsItsIdsAndKey) {
  ASSERT_TRUE(ask({.request_id = "7.2.1",
                   .trace_parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
                  {.bearer = "hunter2"}));
  const testing::Asked last = server_->lastAsked();
  EXPECT_EQ(last.request_id, "7.2.1");
  EXPECT_EQ(last.trace_id, "0af7651916cd43dd8448eb211c80319c");
  EXPECT_TRUE(last.authorized);
}

TEST_F(ChatClientTest, TellsFailuresApart) {
  const Failure limited = failing(R"({"fault":"rate_limit","count":1,"retry_after":17})");
  EXPECT_EQ(limited.failure_class, FailureClass::kProvider);
  EXPECT_EQ(limited.retry_after, 17s);
  const Failure exhausted = failing(R"({"fault":"quota","count":1,"retry_after":36000})");
  EXPECT_EQ(exhausted.failure_class, FailureClass::kQuota);
  EXPECT_EQ(jobFailureOf(exhausted, "other").retryAfter, 36'000 * job::kSecond)
      << "until the reset";
  EXPECT_EQ(failing(R"({"fault":"server_error","count":1})").error.code, "provider_failed");
  EXPECT_EQ(failing(R"({"fault":"cut_off","count":1})").error.code, "provider_answer_cut_off");
  EXPECT_EQ(failing(R"({"fault":"malformed","count":1})").error.code, "provider_answer_malformed");
}

TEST_F(ChatClientTest, ARefusedKeyIsTheJobsOwnFailureAndNamesTheSetting) {
  const Failure refused = failing(R"({"fault":"unauthorized","count":1})");
  EXPECT_TRUE(refused.key_refused);
  EXPECT_NE(refused.error.message.find("MISTRAL_API_KEY"), std::string::npos);
  const job::Failure failure = jobFailureOf(refused, "mistral");
  EXPECT_EQ(failure.failureClass, FailureClass::kItem);
  EXPECT_TRUE(failure.keyRefused);
  EXPECT_EQ(failure.code, "MISTRAL_FAILED");
}

TEST_F(ChatClientTest, AJobsFailureKeepsRetryAfterAndTimeouts) {
  const Failure limited = failing(R"({"fault":"rate_limit","count":1,"retry_after":3})");
  EXPECT_EQ(jobFailureOf(limited, "other").retryAfter, 3 * job::kSecond);
  EXPECT_EQ(jobFailureOf(limited, "other").code, "MODEL_FAILED");
  server_->failNext(R"({"fault":"slow","count":1,"delay_ms":5000})");
  const auto late = ask({.timeout = 200ms});
  ASSERT_FALSE(late);
  EXPECT_EQ(jobFailureOf(late.error(), "mistral").code, "TIMEOUT");
  EXPECT_EQ(jobFailureOf(late.error(), "mistral").failureClass, FailureClass::kProvider);
}

TEST_F(ChatClientTest, ACallWithNoTimeLeftEndsAtOnce) {
  server_->failNext(R"({"fault":"slow","count":1,"delay_ms":2000})");
  const auto begun = std::chrono::steady_clock::now();
  const auto late = ask({.timeout = -5s});
  ASSERT_FALSE(late);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 1s);
}

TEST_F(ChatClientTest, TellsNothingOfKeyAndText) {
  for (const char* fault :
       {R"({"fault":"unauthorized","count":1})", R"({"fault":"server_error","count":1})",
        R"({"fault":"malformed","count":1})"}) {
    server_->failNext(fault);
    const auto answer = ask({}, {.bearer = "hunter2"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().error.message.find("hunter2"), std::string::npos);
    EXPECT_EQ(answer.error().error.message.find("pump"), std::string::npos);
  }
}

}  // namespace
}  // namespace fairlead::provider
