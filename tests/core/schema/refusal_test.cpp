// What a schema is refused for, each with the place of the fault; and rare words of texts.
#include <cstdio>
#include <string>

#include <gtest/gtest.h>

#include "core/schema/pattern.h"
#include "core/schema/wire.h"

namespace fairlead::schema {
namespace {

/// "code path" of the refusal; empty where the schema compiles.
std::string refusalOf(std::string_view schema, std::string_view options = "") {
  const Result<Schema> compiled = compileText(schema, options);
  return compiled ? "" : std::string(compiled.error().code) + " " + compiled.error().path;
}

bool accepts(std::string_view schema, std::string_view text) {
  return compileText(schema, "")->validate(text)->valid;
}

TEST(Refusal, NamesKeywordsOfAnotherType) {
  EXPECT_EQ(refusalOf(R"({"properties":[]})"), "schema_invalid /properties");
  EXPECT_EQ(refusalOf(R"({"$id":5})"), "schema_invalid /$id");
  EXPECT_EQ(refusalOf(R"({"$anchor":1})"), "schema_invalid /$anchor");
  EXPECT_EQ(refusalOf(R"({"dependentRequired":5})"), "schema_invalid /dependentRequired");
  EXPECT_EQ(refusalOf(R"({"$vocabulary":5})"), "schema_invalid /$vocabulary");
  EXPECT_EQ(refusalOf(R"({"$vocabulary":{"http://x.test/v":1}})"),
            "schema_invalid /$vocabulary/http:~1~1x.test~1v");
}

TEST(Refusal, NamesIdsThatAreGivenTwice) {
  EXPECT_EQ(refusalOf(R"({"$defs":{"a":{"$id":"http://x.test/a"},"b":{"$id":"http://x.test/a"}}})"),
            "schema_invalid /$defs/b/$id");
}

TEST(Refusal, NamesADialectThatNeedsMoreThanIsKnown) {
  constexpr std::string_view kOptions =
      R"({"documents":{"http://x.test/meta":{"$vocabulary":{"http://x.test/unknown":true}}}})";
  EXPECT_EQ(refusalOf(R"({"$schema":"http://x.test/meta"})", kOptions),
            "schema_unsupported /$schema");
}

TEST(Refusal, NamesReferencesToWhatIsNoSchema) {
  EXPECT_EQ(refusalOf(R"({"$ref":"#/enum/0","enum":[5]})").substr(0, 14), "schema_invalid");
  EXPECT_EQ(refusalOf(R"({"$ref":"#/x","x":{"properties":[]}})").substr(0, 14), "schema_invalid");
}

TEST(Refusal, NamesPatternsThatTellTooMuchApart) {
  // As many different sets as a pattern has room for, of every second point.
  const auto messageOf = [](std::string_view form, char32_t point) {
    std::string expression;
    for (; expression.size() < kMaxPatternBytes - 20; point += 2) {
      char hex[8];
      std::snprintf(hex, sizeof hex, "%x", static_cast<unsigned>(point));
      std::string set(form);
      expression += set.replace(set.find('#'), 1, hex);
    }
    const auto pattern = Pattern::compile(expression);
    return pattern ? "" : pattern.error().message;
  };
  EXPECT_NE(messageOf("[\\u{#}]", 0x4e00).find("too many classes"), std::string::npos);
  EXPECT_NE(messageOf("[\\p{L}\\u{#}]", 0x2200).find("ranges"), std::string::npos);
}

TEST(Options, HoldADocumentToItsSize) {
  const Result<Schema> schema = compileText("{}", R"({"max_bytes":3})");
  EXPECT_TRUE(schema->validate("123"));
  EXPECT_EQ(schema->validate("1234").error().code, "json_too_large");
}

TEST(Uri, TakesAddressesOfTheFuture) {
  constexpr std::string_view kSchema = R"({"format":"uri"})";
  EXPECT_TRUE(accepts(kSchema, R"("http://[v1.fe80::a]/")"));
  EXPECT_TRUE(accepts(kSchema, R"("http://[VF.a:b]")"));
  for (const std::string_view text :
       {R"("http://[v.a]/")", R"("http://[v1.]/")", R"("http://[v1]/")", R"("http://[vx.a]/")",
        R"("http://[v1.a%20b]/")", R"("http://[x1.a]/")", R"("http://[]/")"})
    EXPECT_FALSE(accepts(kSchema, text)) << text;
}

TEST(Numbers, CompareUnsignedIntegersWithDoubles) {
  constexpr std::string_view kGreatest = "18446744073709551615";
  EXPECT_TRUE(accepts(R"({"maximum":1.8446744073709552e19})", kGreatest));
  EXPECT_FALSE(accepts(R"({"maximum":1.5e19})", kGreatest));
  EXPECT_TRUE(accepts(R"({"minimum":-0.5})", kGreatest));
  EXPECT_FALSE(accepts(R"({"minimum":2e19})", kGreatest));
  EXPECT_TRUE(accepts(R"({"minimum":9223372036854775809.0})", "9223372036854775809"));
}

TEST(Numbers, AreMultiplesOfWholeDoubles) {
  EXPECT_TRUE(accepts(R"({"multipleOf":1e20})", "3e20"));
  EXPECT_FALSE(accepts(R"({"multipleOf":1e20})", "3.5e19"));
  EXPECT_TRUE(accepts(R"({"type":"integer"})", "18446744073709551615"));
}

TEST(Pattern, TakesALeadSurrogateThatStandsAlone) {
  EXPECT_TRUE(Pattern::compile("\\ud83d\\u0041"));
  const auto pair = Pattern::compile("^\\ud83d\\ude00$");
  EXPECT_TRUE(pair->search("\U0001f600"));
}

TEST(Output, MendsEveryControlCharacter) {
  const Result<Schema> schema = compileText(R"({"type":"object"})", "");
  const std::string text = "{\"a\":\"x\ry\x01z\tu\x1fv\"}";
  const std::string report = checkOutputText(*schema, text);
  EXPECT_NE(report.find(R"("document":{"a":"x\ry\u0001z\tu\u001fv"})"), std::string::npos)
      << report;
  EXPECT_NE(report.find(R"("outcome":"valid")"), std::string::npos) << report;
}

TEST(Output, MakesAThousandRepairsAndNoMore) {
  const Result<Schema> schema = compileText("{}", "");
  const auto outcomeOf = [&](const std::string& item, int count) {
    std::string text = "[";
    for (int i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + item;
    const std::string report = checkOutputText(*schema, text + "]");
    return report.find(R"("outcome":"valid")") != std::string::npos;
  };
  for (const std::string item : {"[1,]", "{a:1}", "{'a':1}", "1/**/", "\"\n\""}) {
    EXPECT_TRUE(outcomeOf(item, 1000)) << item;
    EXPECT_FALSE(outcomeOf(item, 1001)) << item;
  }
}

TEST(Output, JudgesAConstantAsItComes) {
  const Result<Schema> schema = compileText(R"({"properties":{"a":{"const":"yes"}}})", "");
  OutputStream stream(*schema);
  EXPECT_EQ(stream.push(R"({"a":"ye)").state, Progress::State::kReading);
  stream = OutputStream(*schema);
  EXPECT_EQ(stream.push(R"({"a":"no)").state, Progress::State::kViolated);
}

}  // namespace
}  // namespace fairlead::schema
