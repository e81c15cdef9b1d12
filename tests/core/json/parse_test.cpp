// What parse() does with bytes that no vector can hold, with its limits, and with kinds of numbers.
#include <string>

#include <gtest/gtest.h>

#include "core/json/json.h"

namespace fairlead::json {
namespace {

std::string codeOf(std::string_view text, Limits limits = {}) {
  const Result<Document> document = parse(text, limits);
  return document ? "" : std::string(document.error().code);
}

TEST(Parse, RefusesWhatIsNotUtf8) {
  const std::string_view bad[] = {
      "\x80",              // a continuation without lead
      "\xC0\xAF",          // overlong
      "\xC1\xBF",          // overlong
      "\xE0\x9F\xBF",      // overlong
      "\xF0\x8F\xBF\xBF",  // overlong
      "\xED\xA0\x80",      // a surrogate
      "\xED\xBF\xBF",      // a surrogate
      "\xF4\x90\x80\x80",  // above U+10FFFF
      "\xF5\x80\x80\x80",  // above U+10FFFF
      "\xFF",              // never
      "\xC3",              // cut off
      "\xE2\x82",          // cut off
      "\xF0\x9F\x98",      // cut off
      "\xE2\x28\xA1",      // no continuation
      "\xE2\x82\x28",      // no continuation
  };
  for (const std::string_view bytes : bad)
    for (const std::size_t before : {0, 1, 7, 8, 30}) {
      const std::string text = '"' + std::string(before, 'a') + std::string(bytes) + "bc\"";
      EXPECT_EQ(codeOf(text), "json_invalid_utf8") << before << " before " << bytes;
    }
}

TEST(Parse, TakesEveryLengthOfUtf8) {
  for (const std::string_view bytes :
       {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    const Result<Document> document = parse('"' + std::string(bytes) + '"');
    ASSERT_TRUE(document) << bytes;
    EXPECT_EQ(document->root().string(), bytes);
  }
}

TEST(Parse, SaysWhereTextIsNotUtf8) {
  const Result<Document> document = parse("[\"\xC3\xA4\",\n \"\xFF\"]");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().message, "The text is not UTF-8 at line 2, column 3.");
}

TEST(Parse, ReadsNulAsAnyOtherByte) {
  EXPECT_EQ(codeOf(std::string_view("[1]\0", 4)), "json_trailing_bytes");
  EXPECT_EQ(codeOf(std::string_view("\"\0\"", 3)), "json_syntax");
}

TEST(Parse, HoldsToTheSize) {
  EXPECT_EQ(codeOf("[1,2]", {.max_bytes = 5}), "");
  EXPECT_EQ(codeOf("[1,2]", {.max_bytes = 4}), "json_too_large");
}

TEST(Parse, HoldsToTheDepth) {
  EXPECT_EQ(codeOf("[[[1]]]", {.max_depth = 3}), "");
  EXPECT_EQ(codeOf("[[[1]]]", {.max_depth = 2}), "json_too_deep");
  EXPECT_EQ(codeOf("1", {.max_depth = 0}), "");
  EXPECT_EQ(codeOf("[]", {.max_depth = 0}), "json_too_deep");
}

TEST(Parse, NeverGoesDeeperThanItsOwnLimit) {
  const std::string deep = std::string(65, '[') + std::string(65, ']');
  EXPECT_EQ(codeOf(deep, {.max_depth = 1000}), "json_too_deep");
}

std::string objectOf(std::size_t members) {
  std::string text = "{";
  for (std::size_t i = 0; i < members; ++i)
    text += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
  return text + "}";
}

TEST(Parse, HoldsToTheNumberOfMembers) {
  EXPECT_EQ(codeOf(objectOf(kMaxMembers)), "");
  EXPECT_EQ(codeOf(objectOf(kMaxMembers + 1)), "json_too_large");
}

TEST(Parse, NamesTheFirstMemberThatIsRepeated) {
  const std::pair<std::string_view, std::string_view> texts[] = {
      {R"({"a":1,"a":2})", "/a"},
      {R"({"a":1,"\u0061":2})", "/a"},
      {R"({"":1,"":2})", "/"},
      {R"({"a/b~":[0,{"x":1},{"y":1,"z":0,"y":2}]})", "/a~1b~0/2/y"},
      {R"({"a":1,"b":{"c":1,"c":1},"a":2})", "/b/c"},
      {R"({"a":1,"a":{"c":1,"c":1}})", "/a"},
      {R"({"a":1,"b":1,"b":1,"a":2})", "/b"},
      {R"([[[{}]],{"a":[]},[{"k":0,"k":0}],{"b":0,"b":0}])", "/2/0/k"},
  };
  for (const auto& [text, path] : texts) {
    const Result<Document> document = parse(text);
    ASSERT_FALSE(document) << text;
    EXPECT_EQ(document.error().code, "json_duplicate_member");
    EXPECT_EQ(document.error().path, path) << text;
  }
}

TEST(Parse, SpeaksOfOtherFaultsFirst) {
  EXPECT_EQ(codeOf(R"({"a":1,"a":2)"), "json_syntax");
  EXPECT_EQ(codeOf(R"({"a":1,"a":2} x)"), "json_trailing_bytes");
}

TEST(Parse, FindsADuplicateInALargeObject) {
  std::string text = objectOf(2000);
  text.insert(text.size() - 1, ",\"\\u0031999\":1");
  const Result<Document> document = parse(text);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, "json_duplicate_member");
  EXPECT_EQ(document.error().path, "/1999");
}

TEST(Parse, KeepsIntegersExactly) {
  const Result<Document> document = parse(
      "[-9223372036854775808, 9223372036854775807, 18446744073709551615, -0, 9007199254740993]");
  ASSERT_TRUE(document);
  const Array array = document->root().array();
  EXPECT_EQ(array[0].integer(), INT64_MIN);
  EXPECT_EQ(array[1].integer(), INT64_MAX);
  EXPECT_EQ(array[2].unsignedInteger(), UINT64_MAX);
  EXPECT_EQ(array[3].integer(), 0);
  EXPECT_EQ(array[4].integer(), 9007199254740993);
}

TEST(Parse, ReadsGreaterIntegersAsDoubles) {
  const Result<Document> document = parse("[18446744073709551616, -9223372036854775809]");
  ASSERT_TRUE(document);
  const Array array = document->root().array();
  EXPECT_EQ(array[0].kind(), Kind::kDouble);
  EXPECT_EQ(array[0].number(), 18446744073709551616.0);
  EXPECT_EQ(array[1].kind(), Kind::kDouble);
  EXPECT_EQ(array[1].number(), -9223372036854775808.0);
}

TEST(Parse, RefusesUnsafeIntegersWhereAsked) {
  constexpr Limits kSafe{.safe_integers = true};
  for (const std::string_view text :
       {"9007199254740992", "-9007199254740992", "[18446744073709551615]", "18446744073709551616",
        "[123456789012345678901234567890]", "9007199254740992.0", "1e20"})
    EXPECT_EQ(codeOf(text, kSafe), "json_integer_unsafe") << text;
  for (const std::string_view text :
       {"9007199254740991", "-9007199254740991", "1e21", "[0.5,1E30]"})
    EXPECT_EQ(codeOf(text, kSafe), "") << text;
}

TEST(Parse, RefusesExponentsBeyondAllBounds) {
  for (const std::string_view text :
       {"1e400", "1e2147483647", "1e2147483648", "1e99999999999", "-0.1e99999999999"})
    EXPECT_EQ(parse(text).error().code, "json_number_out_of_range") << text;
  for (const std::string_view text : {"1e-400", "1e-99999999999", "0e99999999999"})
    EXPECT_EQ(parse(text)->root().number(), 0) << text;
}

TEST(Parse, RefusesHalvesOfSurrogatePairs) {
  for (const std::string_view text : {R"("\ud83d")", R"("\ud83dx")", R"("\ud83d\n")",
                                      R"("\ud83d\ud83d")", R"("\ude00")", R"("\ud83d\u0041")"})
    EXPECT_EQ(parse(text).error().code, "json_syntax") << text;
}

TEST(Error, IsTheSameWhereCodeMessageAndPathAre) {
  const Error error{"json_syntax", "No.", "/a"};
  EXPECT_EQ(error, (Error{"json_syntax", "No.", "/a"}));
  Error copy{"json_too_deep", "Yes.", ""};
  copy = error;
  EXPECT_EQ(copy, error);
  EXPECT_NE(error, (Error{"json_too_deep", "No.", "/a"}));
  EXPECT_NE(error, (Error{"json_syntax", "Yes.", "/a"}));
  EXPECT_NE(error, (Error{"json_syntax", "No.", "/b"}));
}

}  // namespace
}  // namespace fairlead::json
