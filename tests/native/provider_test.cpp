// Reading a model API's answers, and telling its failures apart.
#include <algorithm>

#include <gtest/gtest.h>

#include "native/provider/embeddings_client.h"
#include "native/provider/embeddings_wire.h"
#include "tests/native/support/model_server.h"

namespace fairlead::provider {
namespace {

using namespace std::chrono_literals;

std::string codeOf(const std::string& body, std::size_t inputs = 2, std::size_t dimensions = 2) {
  const auto read = readEmbeddings(body, inputs, dimensions);
  return read ? "" : std::string(read.error().error.code);
}

TEST(EmbeddingsWireTest, PutsVectorsInTheInputsOrder) {
  const auto read = readEmbeddings(
      R"({"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2.5]}],
          "usage":{"prompt_tokens":7}})",
      2, 2);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->vectors, (std::vector<std::vector<float>>{{1, 2.5F}, {3, 4}}));
  EXPECT_EQ(read->tokens, 7);
}

TEST(EmbeddingsWireTest, TakesACountOfTokensOnlyWhereItCanBeOne) {
  for (const char* tokens : {"-1", "1.5", "9007199254740991", "null", "\"7\""}) {
    const auto read = readEmbeddings(
        std::string(R"({"data":[{"index":0,"embedding":[1]}],"usage":{"prompt_tokens":)") + tokens +
            "}}",
        1, 1);
    ASSERT_TRUE(read) << tokens;
    EXPECT_EQ(read->tokens, std::nullopt) << tokens;
  }
}

TEST(EmbeddingsWireTest, RefusesAnswersThatDoNotFitTheRequest) {
  constexpr const char* kMalformed = "provider_answer_malformed";
  EXPECT_EQ(codeOf("nonsense"), kMalformed);
  EXPECT_EQ(codeOf("{}"), kMalformed);
  EXPECT_EQ(codeOf(R"({"data":[{"index":0,"embedding":[1,2]}]})"), kMalformed) << "one short";
  EXPECT_EQ(codeOf(R"({"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]})"),
            kMalformed)
      << "the same twice";
  EXPECT_EQ(codeOf(R"({"data":[{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]})"),
            kMalformed)
      << "out of range";
  EXPECT_EQ(codeOf(R"({"data":[{"index":0,"embedding":[1,null]}]})", 1), kMalformed);
  EXPECT_EQ(codeOf(R"({"data":[{"index":0,"embedding":[1,1e39]}]})", 1), kMalformed)
      << "infinite as a float";
  EXPECT_EQ(codeOf(R"({"data":[{"index":0,"embedding":[1,2,3]}]})", 1), "provider_dimensions");
}

TEST(EmbeddingsWireTest, AsksForALengthOnlyWhereTheModelTakesOne) {
  const std::vector<std::string> inputs{"a \"quoted\" text", "b"};
  EmbeddingsModel model{"", "m", 512, false};
  EXPECT_EQ(writeEmbeddingsRequest(model, inputs),
            R"({"input":["a \"quoted\" text","b"],"model":"m"})");
  model.takes_dimensions = true;
  EXPECT_EQ(writeEmbeddingsRequest(model, std::span(inputs).last(1)),
            R"({"dimensions":512,"input":["b"],"model":"m"})");
}

struct Case {
  long status;
  const char* body;
  std::size_t inputs;
  FailureClass expected;
};

TEST(FailureTest, TellsWhoseFaultAnAnswerIs) {
  const Case cases[] = {
      {400, R"({"error":{"code":"context_length_exceeded"}})", 1, FailureClass::kItem},
      {400, R"({"error":{"code":"context_length_exceeded"}})", 8, FailureClass::kBatch},
      {413, "", 8, FailureClass::kBatch},
      {422, "not json", 1, FailureClass::kItem},
      {400, R"({"error":{"param":"dimensions"}})", 8, FailureClass::kConfig},
      {400, R"({"error":{"param":"model"}})", 8, FailureClass::kConfig},
      {401, "", 1, FailureClass::kConfig},
      {403, "", 8, FailureClass::kConfig},
      {404, "", 1, FailureClass::kConfig},
      {301, "", 1, FailureClass::kConfig},
      {408, "", 1, FailureClass::kProvider},
      {429, "", 1, FailureClass::kProvider},
      {429, R"({"error":{"code":"insufficient_quota"}})", 1, FailureClass::kQuota},
      {500, "", 1, FailureClass::kProvider},
      {503, "", 8, FailureClass::kProvider},
  };
  for (const Case& one : cases) {
    const HttpResponse response{.status = one.status, .body = one.body, .retry_after = {}};
    EXPECT_EQ(classify(response, one.inputs).failure_class, one.expected)
        << one.status << " " << one.body << " with " << one.inputs;
  }
}

class EmbeddingsClientTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new testing::ModelServer; }
  static void TearDownTestSuite() { delete server_; }
  static EmbeddingsClient client(HttpOptions options = {}, std::size_t dimensions = 512) {
    return {{server_->baseUrl(), "energetic-embeddings-en", dimensions, false}, options};
  }

  static inline testing::ModelServer* server_ = nullptr;
  const std::vector<std::string> inputs_{"pump", "anchor"};
};

TEST_F(EmbeddingsClientTest, GetsAVectorForEachInput) {
  const auto embeddings = client().embed(inputs_);
  ASSERT_TRUE(embeddings) << embeddings.error().error.message;
  ASSERT_EQ(embeddings->vectors.size(), 2U);
  EXPECT_EQ(embeddings->vectors[0].size(), 512U);
  EXPECT_NE(embeddings->vectors[0], embeddings->vectors[1]);
  EXPECT_GT(embeddings->tokens.value_or(0), 0);
}

TEST_F(EmbeddingsClientTest, ListsTheModels) {
  const auto models = client().models();
  ASSERT_TRUE(models);
  EXPECT_EQ(std::ranges::count(*models, "energetic-embeddings-en"), 1);
}

TEST_F(EmbeddingsClientTest, RefusesAnAnswerOverTheLimit) {
  const auto embeddings = client({.bearer = {}, .max_response_bytes = 1000}).embed(inputs_);
  ASSERT_FALSE(embeddings);
  EXPECT_EQ(embeddings.error().error.code, "provider_answer_too_large");
}

TEST_F(EmbeddingsClientTest, GivesUpAfterTheTimeout) {
  server_->failNext(R"({"fault":"slow","count":1,"delay_ms":5000})");
  const auto begun = std::chrono::steady_clock::now();
  const auto embeddings = client({.bearer = {}, .timeout = 200ms}).embed(inputs_);
  ASSERT_FALSE(embeddings);
  EXPECT_EQ(embeddings.error().error.code, "provider_timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
}

TEST_F(EmbeddingsClientTest, ReadsRetryAfter) {
  server_->failNext(R"({"fault":"rate_limit","count":1,"retry_after":17})");
  const auto embeddings = client().embed(inputs_);
  ASSERT_FALSE(embeddings);
  EXPECT_EQ(embeddings.error().retry_after, 17s);
}

TEST_F(EmbeddingsClientTest, WaitsNoLongerThanADayHoweverLongTheApiAsks) {
  server_->failNext(R"({"fault":"rate_limit","count":1,"retry_after":4000000000000000})");
  const auto embeddings = client().embed(inputs_);
  ASSERT_FALSE(embeddings);
  EXPECT_EQ(embeddings.error().retry_after, 24h);
}

TEST(EmbeddingsClientUnreachableTest, SaysSo) {
  EmbeddingsClient client({"http://127.0.0.1:1/v1", "m", 2, false}, {.bearer = "hunter2"});
  const auto embeddings = client.embed(std::vector<std::string>{"a"});
  ASSERT_FALSE(embeddings);
  EXPECT_EQ(embeddings.error().error.code, "provider_unreachable");
  EXPECT_EQ(embeddings.error().error.message.find("hunter2"), std::string::npos);
}

TEST(EmbeddingsClientUnreachableTest, RefusesOtherProtocols) {
  EmbeddingsClient client({"file:///etc/passwd?", "m", 2, false}, {});
  const auto embeddings = client.embed(std::vector<std::string>{"a"});
  ASSERT_FALSE(embeddings);
  EXPECT_EQ(embeddings.error().failure_class, FailureClass::kConfig);
}

}  // namespace
}  // namespace fairlead::provider
