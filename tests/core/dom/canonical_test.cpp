// Canonical JSON beyond the vectors: values that were not parsed, and numbers one by one.
#include "core/dom/canonical.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/dom/answer.h"

namespace fairlead::dom {
namespace {

TEST(Canonicalize, RefusesWhatJsonCannotWrite) {
  for (const double number : {std::nan(""), std::numeric_limits<double>::infinity(),
                              -std::numeric_limits<double>::infinity()}) {
    const Result<std::string> text = canonicalize(Object{{"a", Array{1, number}}});
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, "json_number_out_of_range");
    EXPECT_EQ(text.error().path, "/a/1");
  }
}

TEST(Canonicalize, SaysWhereAnUnsafeIntegerStands) {
  const Result<std::string> text = canonicalize(Object{{"a/b", Array{9007199254740992}}});
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, "json_integer_unsafe");
  EXPECT_EQ(text.error().path, "/a~1b/0");
}

TEST(Canonicalize, WritesUnsignedIntegers) {
  EXPECT_EQ(canonicalize(Value(std::uint64_t{9007199254740991})), "9007199254740991");
  EXPECT_EQ(canonicalize(Value(UINT64_MAX)).error().code, "json_integer_unsafe");
}

TEST(FormatNumber, FollowsEcmaScript) {
  EXPECT_EQ(formatNumber(0.0), "0");
  EXPECT_EQ(formatNumber(-0.0), "0");
  EXPECT_EQ(formatNumber(100), "100");
  EXPECT_EQ(formatNumber(-1.5), "-1.5");
  EXPECT_EQ(formatNumber(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(formatNumber(1e21), "1e+21");
  EXPECT_EQ(formatNumber(1.5e-9), "1.5e-9");
  EXPECT_EQ(formatNumber(0.000001), "0.000001");
  EXPECT_EQ(formatNumber(5e-324), "5e-324");
}

TEST(Answer, WrapsAValue) {
  EXPECT_EQ(answer(Value(Object{{"b", 1}, {"a", nullptr}})), R"({"value":{"a":null,"b":1}})");
}

TEST(Answer, WrapsAnError) {
  EXPECT_EQ(answer(Error{"member_type", "Not \"so\".", "/a~1b"}),
            R"({"error":{"code":"member_type","message":"Not \"so\".","path":"/a~1b"}})");
}

TEST(Answer, SaysThatAValueCannotBeWritten) {
  EXPECT_TRUE(answer(Value(INT64_MAX)).starts_with(R"({"error":{"code":"json_integer_unsafe")"));
}

}  // namespace
}  // namespace fairlead::dom
