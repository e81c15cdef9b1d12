#include "core/schema/schema.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "core/schema/wire.h"

namespace fairlead::schema {
namespace {

Schema compiled(std::string_view text, Options options = {}) {
  auto schema = Schema::compile(text, options);
  if (!schema) ADD_FAILURE() << schema.error().message << " " << schema.error().path;
  return schema ? *schema : *Schema::compile("true");
}

bool accepts(std::string_view schema, std::string_view document) {
  const auto validation = compiled(schema).validate(document);
  EXPECT_TRUE(validation) << document;
  return validation && validation->valid;
}

/// "instance schema keyword" of each violation, a line each.
std::string violationsOf(std::string_view schema, std::string_view document) {
  std::string lines;
  const auto validation = compiled(schema).validate(document);
  for (const Violation& violation : validation->violations) {
    lines += violation.instance + " " + violation.schema + " " + violation.keyword + "\n";
  }
  return lines;
}

/// "code path" of a refused schema.
std::string refusal(std::string_view schema, Options options = {}) {
  const auto result = Schema::compile(schema, options);
  return result ? "compiled" : std::string(result.error().code) + " " + result.error().path;
}

TEST(Schema, AnswersWithEverythingAViolationNeeds) {
  const auto validation =
      compiled(R"({"properties": {"a/b": {"maxLength": 3}}})").validate(R"({"a/b": "four"})");
  ASSERT_TRUE(validation);
  EXPECT_FALSE(validation->valid);
  const Violation expected{.instance = "/a~1b",
                           .schema = "/properties/a~1b/maxLength",
                           .keyword = "maxLength",
                           .message = "The text must have at most 3 characters.",
                           .expected = "at most 3 characters",
                           .got = "4 characters"};
  EXPECT_EQ(validation->violations, std::vector{expected});
}

TEST(Schema, ListsAllViolationsInTheOrderOfTheDocument) {
  const auto* schema = R"({"required": ["id", "b"], "properties": {"a": {"type": "integer"},
                           "b": {"items": {"minimum": 0}}}, "additionalProperties": false})";
  EXPECT_EQ(violationsOf(schema, R"({"c": 1, "b": [1, -1, -2], "a": "x"})"),
            " /required required\n"
            "/c /additionalProperties additionalProperties\n"
            "/b/1 /properties/b/items/minimum minimum\n"
            "/b/2 /properties/b/items/minimum minimum\n"
            "/a /properties/a/type type\n");
}

TEST(Schema, AWrongTypeIsReportedOnce) {
  EXPECT_EQ(violationsOf(R"({"type": "string", "enum": ["a"], "const": "a"})", "1"),
            " /type type\n");
}

TEST(Schema, PointsIntoTheReferredSchema) {
  EXPECT_EQ(violationsOf(R"({"$ref": "#/$defs/id", "$defs": {"id": {"type": "string"}}})", "1"),
            " /$defs/id/type type\n");
}

TEST(Schema, ExplainsTheOnlyAlternativeOfTheType) {
  const auto* schema = R"({"anyOf": [{"type": "string", "maxLength": 1}, {"type": "null"}]})";
  EXPECT_EQ(violationsOf(schema, R"("ab")"), " /anyOf anyOf\n /anyOf/0/maxLength maxLength\n");
  EXPECT_EQ(violationsOf(schema, "1"), " /anyOf anyOf\n");
}

TEST(Schema, StopsAfterAHundredViolations) {
  std::string document = "[0";
  for (int i = 0; i < 200; ++i) document += ",0";
  EXPECT_EQ(compiled(R"({"items": {"minimum": 1}})").validate(document + "]")->violations.size(),
            kMaxViolations);
}

TEST(Schema, ShowsLongValuesCutShort) {
  const std::string text(50, 'x');
  EXPECT_EQ(compiled(R"({"const": 1})").validate("\"" + text + "\"")->violations[0].got,
            "\"" + std::string(40, 'x') + "\"…");
}

TEST(Schema, NumbersAreExact) {
  EXPECT_TRUE(accepts(R"({"type": "integer"})", "1.0"));
  EXPECT_FALSE(accepts(R"({"type": "integer"})", "1.5"));
  EXPECT_TRUE(accepts(R"({"const": 1.0})", "1"));
  EXPECT_FALSE(accepts(R"({"maximum": 9007199254740993})", "9007199254740994"));
  EXPECT_TRUE(accepts(R"({"maximum": 9007199254740993})", "9007199254740993"));
  EXPECT_FALSE(accepts(R"({"const": 9007199254740993})", "9007199254740992.0"));
  EXPECT_FALSE(accepts(R"({"exclusiveMaximum": 18446744073709551615})", "18446744073709551615"));
  EXPECT_TRUE(accepts(R"({"exclusiveMaximum": 18446744073709551615})", "-1"));
  EXPECT_TRUE(accepts(R"({"multipleOf": 0.0001})", "0.0075"));
  EXPECT_TRUE(accepts(R"({"multipleOf": 0.01})", "4.35"));
  EXPECT_FALSE(accepts(R"({"multipleOf": 0.01})", "4.351"));
  EXPECT_TRUE(accepts(R"({"multipleOf": 3})", "9007199254740993"));
  EXPECT_TRUE(accepts(R"({"multipleOf": 1e-300})", "1e300"));
  EXPECT_FALSE(accepts(R"({"multipleOf": 1e300})", "1e-300"));
  EXPECT_TRUE(accepts(R"({"multipleOf": 7})", "-14"));
  EXPECT_TRUE(accepts(R"({"multipleOf": 5})", "0"));
}

TEST(Schema, LengthsCountCodePoints) {
  EXPECT_TRUE(accepts(R"({"minLength": 2, "maxLength": 2})", "\"\U0001F600\U0001F600\""));
  EXPECT_FALSE(accepts(R"({"minLength": 2})", "\"\U0001F600\""));
}

TEST(Schema, UniqueItemsCompareByValue) {
  EXPECT_FALSE(
      accepts(R"({"uniqueItems": true})", R"([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}])"));
  EXPECT_TRUE(accepts(R"({"uniqueItems": true})", R"([1, true, "1", [1], null, 0, false])"));
}

TEST(Schema, FormatsAreAssertedUnlessTurnedOff) {
  EXPECT_FALSE(accepts(R"({"format": "date"})", R"("2026-02-29")"));
  EXPECT_TRUE(accepts(R"({"format": "date"})", R"("2024-02-29")"));
  EXPECT_TRUE(accepts(R"({"format": "colour"})", R"("x")"));
  EXPECT_TRUE(compiled(R"({"format": "date"})", {.format = false}).validate(R"("x")")->valid);
  EXPECT_EQ(refusal(R"({"format": "iri"})"), "schema_unsupported /format");
  EXPECT_EQ(refusal(R"({"format": "iri"})", {.format = false}), "compiled");
}

TEST(Schema, RefusesAtCompileTimeWithThePath) {
  EXPECT_EQ(refusal("{"), "json_syntax ");
  EXPECT_EQ(refusal("1"), "schema_invalid ");
  EXPECT_EQ(refusal(R"({"properties": {"a": {"type": "text"}}})"),
            "schema_invalid /properties/a/type");
  EXPECT_EQ(refusal(R"({"type": ["string", "string"]})"), "schema_invalid /type");
  EXPECT_EQ(refusal(R"({"items": [{}]})"), "schema_invalid /items");
  EXPECT_EQ(refusal(R"({"allOf": []})"), "schema_invalid /allOf");
  EXPECT_EQ(refusal(R"({"minLength": -1})"), "schema_invalid /minLength");
  EXPECT_EQ(refusal(R"({"minLength": 1.5})"), "schema_invalid /minLength");
  EXPECT_EQ(refusal(R"({"multipleOf": 0})"), "schema_invalid /multipleOf");
  EXPECT_EQ(refusal(R"({"required": "a"})"), "schema_invalid /required");
  EXPECT_EQ(refusal(R"s({"pattern": "("})s"), "schema_invalid /pattern");
  EXPECT_EQ(refusal(R"s({"pattern": "(?=a)"})s"), "schema_pattern_unsupported /pattern");
  EXPECT_EQ(refusal(R"s({"patternProperties": {"(a)\\1": {}}})s"),
            "schema_pattern_unsupported /patternProperties/(a)\\1");
  EXPECT_EQ(refusal(R"({"$schema": "http://json-schema.org/draft-07/schema#"})"),
            "schema_unsupported /$schema");
  EXPECT_EQ(refusal(R"({"$vocabulary": {"https://example.org/v": true}})"),
            "schema_unsupported /$vocabulary/https:~1~1example.org~1v");
  EXPECT_EQ(refusal(R"({"$vocabulary": {"https://example.org/v": false}})"), "compiled");
  EXPECT_EQ(refusal(R"({"$ref": "https://example.org/x"})"), "schema_unsupported /$ref");
  EXPECT_EQ(refusal(R"({"$ref": "#/$defs/x"})"), "schema_invalid /$ref");
  EXPECT_EQ(refusal(R"({"$ref": "#x"})"), "schema_invalid /$ref");
  EXPECT_EQ(refusal(R"({"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}})"),
            "schema_invalid /$defs/b/$anchor");
  EXPECT_EQ(refusal(R"({"$id": "https://example.org/#a"})"), "schema_invalid /$id");
}

TEST(Schema, ChecksSchemasThatNothingUses) {
  EXPECT_EQ(refusal(R"({"$defs": {"a": {"type": 1}}})"), "schema_invalid /$defs/a/type");
}

TEST(Schema, UnknownKeywordsAreAnnotations) {
  EXPECT_TRUE(accepts(R"({"colour": {"type": 1}, "title": "t"})", "1"));
  EXPECT_FALSE(accepts(
      R"({"$ref": "#/definitions/a", "definitions": {"a": {"items": {"type": "null"}}}})", "[1]"));
}

TEST(Schema, ReferencesThatGoNowhereAreRefused) {
  EXPECT_EQ(refusal(R"({"$ref": "#"})"), "schema_invalid ");
  EXPECT_EQ(refusal(R"({"$defs": {"a": {"allOf": [{"$ref": "#/$defs/a"}]}}})"),
            "schema_invalid /$defs/a");
  EXPECT_TRUE(accepts(R"({"properties": {"child": {"$ref": "#"}}, "maxProperties": 1})",
                      R"({"child": {"child": {}}})"));
  std::string chain = R"({"$ref": "#/$defs/0", "$defs": {)";
  for (int i = 0; i < 40; ++i) {
    const std::string next = std::to_string(i + 1);
    chain += "\"" + std::to_string(i) + R"(": {"$ref": "#/$defs/)" + next + "\"},";
  }
  EXPECT_TRUE(refusal(chain + R"("40": {}}})").starts_with("schema_unsupported /$defs/"));
}

TEST(Schema, WorkIsBounded) {
  std::string schema = R"({"$ref": "#/$defs/0", "$defs": {)";
  for (int i = 0; i < 15; ++i) {  // three ways on at each of 15 steps
    const std::string ref = R"({"$ref": "#/$defs/)" + std::to_string(i + 1) + "\"}";
    schema += "\"" + std::to_string(i) + R"(": {"allOf": [)" + ref + "," + ref + "," + ref + "]},";
  }
  EXPECT_EQ(compiled(schema + R"("15": true}})").validate("1").error().code,
            "schema_work_exceeded");
}

TEST(Schema, LongNamesAboveManySchemasAreRefused) {
  const std::string name(100'000, 'x');
  std::string many = R"({"allOf":[true)";
  for (int i = 1; i < 1'000; ++i) many += ",true";
  many += "]}";
  for (const std::string& schema :
       {R"({"properties":{")" + name + "\":" + many + "}}",
        R"({"$id":"https://example.org/)" + name + "\"," + many.substr(1)}) {
    const auto compiled = Schema::compile(schema);
    ASSERT_FALSE(compiled);
    EXPECT_EQ(compiled.error().code, "schema_unsupported");
  }
}

TEST(Schema, DocumentsHaveALimit) {
  EXPECT_EQ(compiled("true", {.max_bytes = 3}).validate("[10]").error().code, "json_too_large");
  EXPECT_EQ(compiled("true").validate("[1").error().code, "json_syntax");
}

TEST(Schema, UnevaluatedMembersSeeThroughApplicators) {
  const auto* schema = R"({"allOf": [{"properties": {"a": true}}],
                           "if": {"properties": {"b": {"const": 1}}, "required": ["b"]},
                           "unevaluatedProperties": false})";
  EXPECT_TRUE(accepts(schema, R"({"a": 0, "b": 1})"));
  EXPECT_EQ(violationsOf(schema, R"({"a": 0, "b": 2})"),
            "/b /unevaluatedProperties unevaluatedProperties\n");
}

TEST(Schema, DynamicReferencesTakeTheOutermostAnchor) {
  const auto* schema = R"({
    "$id": "https://example.org/strict", "$dynamicAnchor": "node", "$ref": "tree",
    "unevaluatedProperties": false,
    "$defs": {"tree": {"$id": "https://example.org/tree", "$dynamicAnchor": "node",
      "properties": {"data": true, "children": {"items": {"$dynamicRef": "#node"}}}}}})";
  EXPECT_TRUE(accepts(schema, R"({"children": [{"data": 1}]})"));
  EXPECT_FALSE(accepts(schema, R"({"children": [{"daat": 1}]})"));
}

TEST(SchemaWire, Answers) {
  const auto schema = compileSetup(R"({"schema": {"type": "null"}, "options": {"format": false}})");
  ASSERT_TRUE(schema);
  EXPECT_EQ(compileAnswer(schema), R"({"value":{"keywords":1}})");
  EXPECT_EQ(validateText(*schema, "null"), R"({"value":{"valid":true,"violations":[]}})");
  EXPECT_EQ(validateText(*schema, "1"),
            R"({"value":{"valid":false,"violations":[{"expected":"null","got":"1","instance":"",)"
            R"("keyword":"type","message":"The value must be null, not a number.",)"
            R"("schema":"/type"}]}})");
  EXPECT_EQ(compileSetup(R"({"schema": true, "options": {"x": 1}})").error().path, "/options/x");
  EXPECT_EQ(compileText("true", R"({"max_bytes": 0})").error().code, "member_value");
}

TEST(MailSummary, HoldsWhatTheRuleSays) {
  std::ifstream file(FAIRLEAD_SOURCE_DIR "/edge/registry/schemas/mail_summary_v1.json");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_TRUE(accepts(text, R"({"overview": "The pump leaks.", "urgency": "high",
      "action_items": [{"title": "Order a seal", "owner": "Chief", "due": "2026-12-01"}]})"));
  EXPECT_TRUE(accepts(text, R"({"overview": "x", "urgency": "low", "action_items": []})"));
  EXPECT_FALSE(accepts(text, R"({"overview": "", "urgency": "low", "action_items": []})"));
  EXPECT_FALSE(accepts(text, R"({"overview": "x", "urgency": "none", "action_items": []})"));
  EXPECT_FALSE(accepts(text, R"({"overview": "x", "urgency": "low"})"));
  EXPECT_FALSE(accepts(text, R"({"overview": "x", "urgency": "low", "action_items": [], "y": 1})"));
  EXPECT_FALSE(accepts(
      text,
      R"({"overview": "x", "urgency": "low", "action_items": [{"title": "t", "due": "soon"}]})"));
}

}  // namespace
}  // namespace fairlead::schema
