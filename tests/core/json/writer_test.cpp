// Writing canonical text, the faults of numbers that have none, and answers.
#include "core/json/writer.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/json/answer.h"
#include "core/json/json.h"
#include "core/json/request.h"

namespace fairlead::json {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Writer, WritesEveryKindOfMember) {
  Writer out;
  out.beginObject();
  out.member("a", true);
  out.member("b", 1);
  out.member("c", std::size_t{2});
  out.member("d", std::int64_t{-3});
  out.member("e", 0.5);
  out.member("f", "text");
  out.member("g", std::string("\n"));
  out.member("h", std::optional<std::string_view>());
  out.member("i", std::optional(7));
  out.name("j");
  out.beginArray();
  out.put("{");
  out.beginArray();
  out.endArray();
  out.beginObject();
  out.endObject();
  out.raw("[1,2]");
  out.null();
  out.endArray();
  out.member("k", std::vector<std::string>{"x", "y"});
  out.member("l", std::vector<int>());
  out.endObject();
  EXPECT_EQ(std::move(out).finish(),
            R"({"a":true,"b":1,"c":2,"d":-3,"e":0.5,"f":"text","g":"\n","h":null,"i":7,)"
            R"("j":["{",[],{},[1,2],null],"k":["x","y"],"l":[]})");
}

TEST(Writer, WritesAScalarAlone) {
  Writer out;
  out.put("x");
  EXPECT_EQ(std::move(out).finish(), R"("x")");
}

TEST(Writer, OrdersTheMembersOfAValue) {
  const Document document = *parse(R"({"b":{"d":1,"c":[{"z":0,"y":0}]},"a":"A"})");
  Writer out;
  out.beginArray();
  out.put(document.root());
  out.endArray();
  EXPECT_EQ(std::move(out).finish(), R"([{"a":"A","b":{"c":[{"y":0,"z":0}],"d":1}}])");
}

TEST(Writer, WritesDeeperThanIsRead) {
  Writer out;
  for (unsigned i = 0; i < 2 * kMaxDepth; ++i) out.beginArray();
  for (unsigned i = 0; i < 2 * kMaxDepth; ++i) out.endArray();
  EXPECT_EQ(std::move(out).finish(),
            std::string(2 * kMaxDepth, '[') + std::string(2 * kMaxDepth, ']'));
}

TEST(Writer, RefusesWhatJsonCannotWrite) {
  for (const double number : {std::nan(""), kInfinity, -kInfinity}) {
    Writer out;
    out.beginObject();
    out.member("a", 0);
    out.name("b\"/");
    out.beginArray();
    out.put("x");
    out.put(number);
    out.put(std::nan(""));
    out.endArray();
    out.endObject();
    const Result<std::string> text = std::move(out).finish();
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, "json_number_out_of_range");
    EXPECT_EQ(text.error().path, "/b\"~1/1");
  }
}

TEST(Writer, RefusesUnsafeIntegersOfEveryType) {
  const auto codeOf = [](auto number) {
    Writer out;
    out.put(number);
    const Result<std::string> text = std::move(out).finish();
    return text ? "" : std::string(text.error().code);
  };
  EXPECT_EQ(codeOf(std::uint64_t{9007199254740991}), "");
  EXPECT_EQ(codeOf(std::uint64_t{9007199254740992}), "json_integer_unsafe");
  EXPECT_EQ(codeOf(UINT64_MAX), "json_integer_unsafe");
  EXPECT_EQ(codeOf(INT64_MIN), "json_integer_unsafe");
  EXPECT_EQ(codeOf(-9007199254740992.0), "json_integer_unsafe");
  EXPECT_EQ(codeOf(1e21), "");
}

#ifndef NDEBUG
TEST(WriterDeathTest, StopsAtABug) {
  const auto namesOutOfOrder = [] {
    Writer out;
    out.beginObject();
    out.member("b", 1);
    out.member("a", 1);
    out.endObject();
    (void)std::move(out).finish();
  };
  const auto notClosed = [] {
    Writer out;
    out.beginArray();
    (void)std::move(out).finish();
  };
  EXPECT_DEATH(namesOutOfOrder(), "isCanonical");
  EXPECT_DEATH(notClosed(), "isCanonical");
}
#endif

TEST(Answer, WrapsAValue) {
  EXPECT_EQ(answer([](Writer& out) { out.put(5); }), R"({"value":5})");
}

TEST(Answer, WrapsAnError) {
  const Error error{"member_type", "Not \"so\".", "/a~1b"};
  const std::string_view text =
      R"({"error":{"code":"member_type","message":"Not \"so\".","path":"/a~1b"}})";
  EXPECT_EQ(answer(error), text);
  EXPECT_EQ(answer([&](Writer& out) -> Result<void> {
              out.put(5);
              return std::unexpected(error);
            }),
            text);
}

TEST(Answer, SaysThatAValueCannotBeWritten) {
  EXPECT_EQ(answer([](Writer& out) {
              out.beginArray();
              out.put(INT64_MAX);
              out.endArray();
            }),
            R"({"error":{"code":"json_integer_unsafe","message":)"
            R"("An integer beyond 2^53 - 1 has no canonical form.","path":"/0"}})");
}

std::string doubled(std::string_view request) {
  return answerObject(request, 100, [](ObjectReader& in, Writer& out) -> Result<void> {
    out.put(2 * in.number("n"));
    return in.finish();
  });
}

TEST(AnswerObject, ReadsARequestAndWritesItsAnswer) {
  EXPECT_EQ(doubled(R"({"n":1.25})"), R"({"value":2.5})");
}

TEST(AnswerObject, AnswersWithTheFaultOfReading) {
  EXPECT_TRUE(doubled("[").starts_with(R"({"error":{"code":"json_syntax")"));
  EXPECT_TRUE(doubled("[]").starts_with(R"({"error":{"code":"member_type")"));
  EXPECT_TRUE(doubled(R"({"n":1,"m":2})").starts_with(R"({"error":{"code":"member_unknown")"));
  EXPECT_TRUE(doubled(std::string(101, ' ')).starts_with(R"({"error":{"code":"json_too_large")"));
}

}  // namespace
}  // namespace fairlead::json
