// Canonical JSON beyond the vectors: numbers one by one, and large objects.
#include "core/json/canonical.h"

#include <string>

#include <gtest/gtest.h>

#include "core/json/json.h"

namespace fairlead::json {
namespace {

Result<std::string> canonical(std::string_view text) {
  const Result<Document> document = parse(text);
  return document ? canonicalize(document->root()) : std::unexpected(document.error());
}

TEST(Canonicalize, SaysWhereAnUnsafeIntegerStands) {
  for (const std::string_view number :
       {"9007199254740992", "-9007199254740992", "18446744073709551615", "9007199254740992.0"}) {
    const std::string text = R"({"z":{"x":["]"]},"a/b":[{"c":{"\"\\":1}},[]," )" +
                             std::string("\",") + std::string(number) + "]}";
    const Result<std::string> result = canonical(text);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, "json_integer_unsafe");
    EXPECT_EQ(result.error().path, "/a~1b/3");
  }
}

TEST(Canonicalize, WritesTheLargestSafeIntegers) {
  EXPECT_EQ(canonical("[9007199254740991, -9007199254740991, 9007199254740991.0, 1e21]"),
            "[9007199254740991,-9007199254740991,9007199254740991,1e+21]");
}

/// {"0":0,"1":1,…}, or from the highest name down.
std::string objectOf(int members, bool backwards) {
  std::string text = "{";
  for (int i = 0; i < members; ++i) {
    const std::string n = std::to_string(100 + (backwards ? members - 1 - i : i));
    text += (i > 0 ? ",\"" : "\"") + n + "\":[" + n + "]";
  }
  return text + "}";
}

TEST(Canonicalize, OrdersSmallAndLargeObjectsAlike) {
  for (const int members : {0, 1, 2, 31, 32, 33, 500})
    EXPECT_EQ(canonical(objectOf(members, true)), objectOf(members, false)) << members;
}

TEST(Canonicalize, OrdersByUtf16CodeUnits) {
  // U+10000 is D800 DC00 in UTF-16 and so before U+E000, U+FFFF.
  const std::string_view kOrdered =
      "{\"\":0,\"a\":0,\"\xF0\x90\x80\x80\":0,\"\xEE\x80\x80\":0,"
      "\"\xEF\xBF\xBF\":0}";
  EXPECT_EQ(canonical("{\"\xEF\xBF\xBF\":0,\"\xF0\x90\x80\x80\":0,\"a\":0,\"\":0,"
                      "\"\xEE\x80\x80\":0}"),
            kOrdered);
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
  EXPECT_EQ(formatNumber(9007199254740991.0), "9007199254740991");
  EXPECT_EQ(formatNumber(-9007199254740992.0), "-9007199254740992");
}

TEST(AppendQuoted, EscapesNoMoreThanItMust) {
  const auto quoted = [](std::string_view text) {
    std::string out;
    appendQuoted(out, text);
    return out;
  };
  EXPECT_EQ(quoted(""), R"("")");
  EXPECT_EQ(quoted("\"\\\b\t\n\f\r"), R"("\"\\\b\t\n\f\r")");
  EXPECT_EQ(quoted("\x7F/ \xC2\x80\xF4\x8F\xBF\xBF"), "\"\x7F/ \xC2\x80\xF4\x8F\xBF\xBF\"");
  // Each character that needs an escape, at each place of a word of eight and alone.
  for (int code = 0; code < 0x80; ++code)
    for (std::size_t before = 0; before < 18; ++before) {
      const auto c = static_cast<char>(code);
      const bool escaped = code < 0x20 || c == '"' || c == '\\';
      const std::string text = quoted(std::string(before, 'a') + c + "bcdefghi");
      EXPECT_EQ(text[before + 1] == '\\', escaped) << code << " after " << before;
      EXPECT_TRUE(text.ends_with("bcdefghi\""));
      EXPECT_TRUE(escaped || text.size() == before + 11);
    }
}

}  // namespace
}  // namespace fairlead::json
