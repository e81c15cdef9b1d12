// Which payloads fit which fields, and what is said of those that do not.
#include "core/action/field.h"

#include <gtest/gtest.h>

#include "core/action/text.h"
#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

std::vector<Field> fieldsOf(std::string_view text) {
  const Result<json::Document> document = json::parse(text);
  const Result<std::vector<Field>> fields = readFields(document->root(), json::Path());
  EXPECT_TRUE(fields) << fields.error().path << fields.error().message;
  return *fields;
}

std::vector<Fault> faultsIn(std::string_view fields, std::string_view payload) {
  return checkFields(fieldsOf(fields), json::parse(payload)->root());
}

/// "code path; code path" of a payload's faults.
std::string faultsOf(std::string_view fields, std::string_view payload) {
  std::string result;
  for (const Fault& fault : faultsIn(fields, payload))
    result += (result.empty() ? "" : "; ") + std::string(fault.code) + " " + fault.path;
  return result;
}

struct Case {
  std::string_view field;  // without name and required
  std::string_view value;
  std::string_view code;  // of the only fault; empty when the value fits
};

constexpr Case kCases[] = {
    {R"("type":"string")", R"("")", ""},
    {R"("type":"string")", "5", "type"},
    {R"("type":"string")", "null", "type"},
    {R"("type":"string")", R"("a\u0000b")", "format"},
    {R"("type":"string","min":2)", R"("é")", "length"},
    {R"("type":"string","min":2)", R"("éé")", ""},
    {R"("type":"string","max":1)", R"("😀")", ""},
    {R"("type":"string","max":1)", R"("😀😀")", "length"},
    {R"("type":"string","pattern":"^a+$")", R"("aaa")", ""},
    {R"("type":"string","pattern":"^a+$")", R"("aab")", "pattern"},
    {R"("type":"string","pattern":"b")", R"("abc")", ""},
    {R"("type":"uuid")", R"("0f8fad5b-d9cb-469f-a165-70867728950e")", ""},
    {R"("type":"uuid")", R"("0F8FAD5B-D9CB-469F-A165-70867728950E")", ""},
    {R"("type":"uuid")", R"("0f8fad5bd9cb469fa16570867728950e")", "format"},
    {R"("type":"uuid")", R"("0f8fad5b-d9cb-469f-a165-70867728950g")", "format"},
    {R"("type":"uuid")", R"("0f8fad5b-d9cb-469f-a165-70867728950e0")", "format"},
    {R"("type":"uuid")", "1", "type"},
    {R"("type":"integer")", "5", ""},
    {R"("type":"integer")", "5.0", ""},
    {R"("type":"integer")", "-0", ""},
    {R"("type":"integer")", "5.5", "type"},
    {R"("type":"integer")", R"("5")", "type"},
    {R"("type":"integer")", "9007199254740991", ""},
    {R"("type":"integer")", "9007199254740992", "type"},
    {R"("type":"integer")", "1e300", "type"},
    {R"("type":"integer","min":1)", "0", "minimum"},
    {R"("type":"integer","min":1)", "1", ""},
    {R"("type":"integer","max":3)", "4", "maximum"},
    {R"("type":"integer","max":3)", "3", ""},
    {R"("type":"number")", "1e300", "type"},
    {R"("type":"number")", "-1e-300", ""},
    {R"("type":"number")", "1e17", "type"},
    {R"("type":"number")", "true", "type"},
    {R"("type":"number")", "9007199254740993", "type"},
    {R"("type":"number","min":0.5)", "0.25", "minimum"},
    {R"("type":"number","max":0.5)", "0.75", "maximum"},
    {R"("type":"number","min":0.5,"max":0.5)", "0.5", ""},
    {R"("type":"boolean")", "false", ""},
    {R"("type":"boolean")", "0", "type"},
    {R"("type":"date")", R"("2024-02-29")", ""},
    {R"("type":"date")", R"("2023-02-29")", "format"},
    {R"("type":"date")", R"("2026-5-31")", "format"},
    {R"("type":"date")", "20260531", "type"},
    {R"("type":"datetime")", R"("2026-05-31T14:30:00Z")", ""},
    {R"("type":"datetime")", R"("2026-05-31")", "format"},
    {R"("type":"enum","enum":["low","high"])", R"("low")", ""},
    {R"("type":"enum","enum":["low","high"])", R"("Low")", "enum"},
    {R"("type":"enum","enum":["low","high"])", "1", "type"},
    {R"("type":"array","items":{"type":"date"})", "[]", ""},
    {R"("type":"array","items":{"type":"date"})", "{}", "type"},
    {R"("type":"array","min":1,"items":{"type":"date"})", "[]", "length"},
    {R"("type":"array","max":1,"items":{"type":"integer"})", "[1,2]", "length"},
};

TEST(Fields, JudgeValues) {
  for (const Case& c : kCases) {
    const std::string fields = R"([{"name":"x","required":false,)" + std::string(c.field) + "}]";
    const std::string payload = R"({"x":)" + std::string(c.value) + "}";
    const std::string expected = c.code.empty() ? "" : std::string(c.code) + " /x";
    EXPECT_EQ(faultsOf(fields, payload), expected) << c.field << " " << c.value;
  }
}

TEST(Fields, GatherAllFaultsFieldsFirst) {
  constexpr std::string_view kFields = R"([
    {"name":"a","type":"integer","required":true},
    {"name":"b","type":"string","required":true},
    {"name":"c","type":"array","required":false,"items":{"type":"integer","max":5}},
    {"name":"d","type":"string","required":false,"min":3,"pattern":"^x"}])";
  EXPECT_EQ(faultsOf(kFields, R"({"z/y":1,"c":[1,"2",9],"d":"ab","a":true,"w":2})"),
            "type /a; required /b; type /c/1; maximum /c/2; length /d; pattern /d; "
            "unknown /z~1y; unknown /w");
}

TEST(Fields, AnOptionalFieldMayBeLeftOutButNotNull) {
  constexpr std::string_view kFields = R"([{"name":"a","type":"date","required":false}])";
  EXPECT_EQ(faultsOf(kFields, "{}"), "");
  EXPECT_EQ(faultsOf(kFields, R"({"a":null})"), "type /a");
}

TEST(Fields, APayloadIsAnObject) {
  EXPECT_EQ(faultsOf("[]", "[]"), "type ");
  EXPECT_EQ(faultsOf("[]", "null"), "type ");
}

TEST(Fields, FaultsAreBounded) {
  std::string items = "true";
  for (int i = 1; i < 1000; ++i) items += ",true";
  const auto faults =
      faultsIn(R"([{"name":"a","type":"array","required":true,"items":{"type":"integer"}}])",
               R"({"a":[)" + items + R"(],"b":1})");
  EXPECT_EQ(faults.size(), kMaxFaults);
}

TEST(Fields, MessagesAreSentencesWithTheLabel) {
  const auto faults =
      faultsIn(R"([{"name":"a","type":"integer","required":true,"label":"Quantity","min":1},
                   {"name":"b","type":"string","required":true},
                   {"name":"c","type":"array","required":false,"label":"Parts",
                    "items":{"type":"string","max":1}}])",
               R"({"a":0,"c":["ab"]})");
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(faults[0].message, "Quantity must be at least 1.");
  EXPECT_EQ(faults[0].expected, "at least 1");
  EXPECT_EQ(faults[0].got, "0");
  EXPECT_EQ(faults[1].message, "b is required.");
  EXPECT_EQ(faults[1].got, std::nullopt);
  EXPECT_EQ(faults[2].message, "Item 1 of Parts must have at most 1 character.");
  EXPECT_EQ(faults[2].got, "text of 2 characters");
}

TEST(Fields, WhatWasTypedIsNeverRepeated) {
  const auto faults = faultsIn(R"([{"name":"a","type":"enum","required":true,"enum":["b"]}])",
                               R"({"a":"my secret"})");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ((faults[0].message + *faults[0].got).find("secret"), std::string::npos);
}

TEST(Text, CutsBetweenCodePoints) {
  const std::string forty(40, 'a');
  EXPECT_EQ(cut(forty), forty);
  EXPECT_EQ(cut(forty + "b"), forty + "…");
  std::string umlauts;
  for (int i = 0; i < 41; ++i) umlauts += "ü";
  EXPECT_EQ(cut(umlauts), umlauts.substr(0, 80) + "…");
}

}  // namespace
}  // namespace fairlead::action
