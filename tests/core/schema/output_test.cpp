#include "core/schema/output.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "core/schema/wire.h"

namespace fairlead::schema {
namespace {

constexpr const char* kSchema = R"({
  "type": "object",
  "required": ["overview", "urgency"],
  "properties": {
    "overview": {"type": "string", "minLength": 1, "maxLength": 12},
    "urgency": {"enum": ["low", "medium", "high"]},
    "due": {"type": "string", "format": "date"},
    "count": {"type": "integer", "maximum": 5},
    "items": {"type": "array", "maxItems": 2, "items": {"$ref": "#/$defs/item"}}
  },
  "additionalProperties": false,
  "$defs": {"item": {"type": "object", "required": ["title"],
                     "properties": {"title": {"type": "string"}}, "additionalProperties": false}}
})";

const Schema& schema() {
  static const Schema compiled = *Schema::compile(kSchema);
  return compiled;
}

OutputReport reportOf(std::string_view text) {
  auto report = checkOutput(schema(), text);
  EXPECT_TRUE(report) << text;
  return std::move(*report);
}

/// "outcome" and what follows from it: the codes of the repairs with their places, and the
/// violations' keywords with theirs.
std::string summary(std::string_view text) {
  const OutputReport report = reportOf(text);
  std::string words(nameOf(report.outcome));
  for (const Repair& repair : report.repairs) {
    words += " " + std::string(repair.code) + "@" + std::to_string(repair.place.line) + ":" +
             std::to_string(repair.place.column);
  }
  for (const Violation& violation : report.violations) {
    words += " " + violation.instance + "#" + violation.keyword;
  }
  return words;
}

TEST(CheckOutput, TakesADocumentAsItIs) {
  const OutputReport report = reportOf(R"({"overview": "x", "urgency": "low"})");
  EXPECT_EQ(report.outcome, Outcome::kValid);
  EXPECT_EQ(report.document->root().object().find("overview")->string(), "x");
  EXPECT_TRUE(report.repairs.empty());
  EXPECT_EQ(report.askAgain, "");
}

TEST(CheckOutput, FindsTheDocumentInProseFencesAndBehindThoughts) {
  const std::string document = R"({"overview": "x", "urgency": "low"})";
  for (const std::string& text : {
           "Here it is:\n```json\n" + document + "\n```\nAnything else?",
           "Sure! " + document + " That is all.",
           "<think>Perhaps {\"overview\": 1}?\n{\"urgency\": 2}</think>" + document,
           "The {overview} and [1] were asked for.\n" + document,
           "[see {note}]\n\n  " + document,
           "{overview: the short text}\n" + document,
           "First " + std::string(R"({"overview": 1})") + " then\n" + document,
           "\xEF\xBB\xBF" + document,
           document + "\n" + document.substr(0, 10),
       }) {
    EXPECT_EQ(summary(text), "valid") << text;
  }
}

TEST(CheckOutput, TheFirstThatBeginsALineIsTheDocument) {
  EXPECT_EQ(summary("{\"urgency\": \"low\"}\n{\"overview\": \"x\", \"urgency\": \"low\"}"),
            "invalid #required");
  EXPECT_EQ(summary("a {\"urgency\": \"low\"} b {\"overview\": \"x\", \"urgency\": \"low\"}"),
            "invalid #required");
}

TEST(CheckOutput, MendsWhatIsCertain) {
  EXPECT_EQ(summary("{\"overview\": \"x\", \"urgency\": \"low\",}"), "valid trailing_comma@1:35");
  EXPECT_EQ(summary("{'overview': \"x\", urgency: \"low\"}"),
            "valid single_quoted_name@1:2 unquoted_name@1:19");
  EXPECT_EQ(summary("{\"overview\": \"a\nb\tc\", // why\n \"urgency\": /* so */ \"low\"}"),
            "valid raw_control@1:16 raw_control@2:2 comment@2:7 comment@3:13");
  EXPECT_EQ(reportOf("{'a\"\\'b': 1}").violations.back().instance, "/a\"'b");
  EXPECT_EQ(reportOf("{\"overview\": \"a\nb\", \"urgency\": \"low\"}")
                .document->root()
                .object()
                .find("overview")
                ->string(),
            "a\nb");
}

TEST(CheckOutput, GuessesNothingElse) {
  EXPECT_EQ(summary("{\"overview\": 'x'}"), "invalid #json_syntax");
  EXPECT_EQ(summary("{\"overview\": True}"), "invalid #json_syntax");
  EXPECT_EQ(summary("{\"count\": 01}"), "invalid #json_syntax");
  EXPECT_EQ(summary("{\"count\": 1 \"due\": 2}"), "invalid #json_syntax");
  EXPECT_EQ(summary("{\"overview\": \"\\x\"}"), "invalid #json_syntax");
  EXPECT_EQ(summary("{\"count\": 1, \"count\": 2}"), "invalid /count#json_duplicate_member");
  EXPECT_EQ(summary("{\"count\": 9007199254740993}"), "invalid #json_integer_unsafe");
  EXPECT_EQ(reportOf("{\n  \"count\": tru }").violations[0].message,
            "A value is a string, a number, an array, an object, true, false or null. This is at "
            "line 2, column 15.");
}

TEST(CheckOutput, NeverClosesWhatWasCutOff) {
  const std::string document = R"({"overview": "x", "urgency": "low", "items": [{"title": "t"}]})";
  for (std::size_t size = 1; size < document.size(); ++size) {
    EXPECT_EQ(summary(document.substr(0, size)), "truncated") << size;
  }
  EXPECT_EQ(summary("```json\n{\"overview\": \"x\",\n```"), "truncated");
  EXPECT_EQ(summary("So: {\"overview\": \"x\","), "truncated");
  EXPECT_EQ(summary("<think>It could be"), "truncated");
}

TEST(CheckOutput, SaysWhatIsWrongEvenWhereTheEndIsMissing) {
  EXPECT_EQ(summary("{\"urgency\": \"none\", \"over"), "invalid /urgency#enum");
}

TEST(CheckOutput, SaysWhenThereIsNoDocument) {
  EXPECT_EQ(summary(""), "no_json");
  EXPECT_EQ(summary("I cannot do that [1]."), "no_json");
  EXPECT_EQ(summary("Use {x, and"), "no_json");
}

TEST(CheckOutput, OnlyKindsThatTheSchemaTakesAreLookedFor) {
  const auto arrays =
      Schema::compile(R"({"$ref": "#/$defs/a", "$defs": {"a": {"type": "array"}}})");
  EXPECT_EQ(checkOutput(*arrays, "{\"a\": [1]}\n[2]")->outcome, Outcome::kValid);
  EXPECT_EQ(checkOutput(*arrays, "{\"a\": 1}")->outcome, Outcome::kNoJson);
}

TEST(CheckOutput, AsksAgainInWords) {
  EXPECT_EQ(reportOf("{\"overview\": \"much too long a text\", \"urgency\": \"low\"}").askAgain,
            "The JSON document of your answer is not as it must be:\n"
            "- /overview: The text must have at most 12 characters. It is 20 characters.\n"
            "Answer again with the JSON document alone, corrected.");
  EXPECT_EQ(reportOf("no").askAgain,
            "Your answer holds no JSON document. Answer again with the JSON document alone.");
  EXPECT_EQ(reportOf("{").askAgain,
            "Your answer ends before its JSON document is complete. Answer again with the JSON "
            "document alone, whole and shorter.");
}

TEST(CheckOutput, WhatItAsksIsBounded) {
  std::string text = "{";
  for (int i = 0; i < 200; ++i) {
    text += "\"" + std::string(2000, 'x') + "\U0001F600" + std::to_string(i) + "\": 1,";
  }
  const OutputReport report = reportOf(text + "\"y\": 1}");
  EXPECT_EQ(report.outcome, Outcome::kInvalid);
  EXPECT_LE(report.askAgain.size(), kMaxAskAgainBytes);
}

TEST(CheckOutput, RepairsHaveALimit) {
  const std::string many(kMaxRepairs + 1, '\n');
  EXPECT_EQ(reportOf("{\"overview\": \"" + many + "\"}").violations[0].keyword, "json_syntax");
}

TEST(CheckOutput, TextsHaveALimit) {
  const auto small = Schema::compile("true", {.max_bytes = 4});
  EXPECT_EQ(checkOutput(*small, "[1, 2]").error().code, "json_too_large");
}

std::string stateAfter(std::string_view text) {
  OutputStream stream(schema());
  const Progress progress = stream.push(text);
  std::string words(nameOf(progress.state));
  if (progress.violation)
    words += " " + progress.violation->instance + "#" + progress.violation->keyword;
  return words;
}

TEST(OutputStream, SeesViolationsBeforeTheEnd) {
  EXPECT_EQ(stateAfter("Here"), "searching");
  EXPECT_EQ(stateAfter("{\"overview\": \"x"), "reading");
  EXPECT_EQ(stateAfter("{\"overview\": \"123456789012"), "reading");
  EXPECT_EQ(stateAfter("{\"overview\": \"1234567890123"), "violated /overview#maxLength");
  EXPECT_EQ(stateAfter("{\"overview\": \"12345678901\\u00e9"), "reading");
  EXPECT_EQ(stateAfter("{\"overview\": {"), "violated /overview#type");
  EXPECT_EQ(stateAfter("{\"overview\": \"\","), "violated /overview#minLength");
  EXPECT_EQ(stateAfter("{\"urgency\": \"me"), "reading");
  EXPECT_EQ(stateAfter("{\"urgency\": \"mo"), "violated /urgency#enum");
  EXPECT_EQ(stateAfter("{\"other\":"), "violated /other#additionalProperties");
  EXPECT_EQ(stateAfter("{\"count\": 6"), "reading");
  EXPECT_EQ(stateAfter("{\"count\": 6 "), "violated /count#maximum");
  EXPECT_EQ(stateAfter("{\"due\": \"2026-02-30\""), "violated /due#format");
  EXPECT_EQ(stateAfter("{\"items\": [{\"title\": \"t\"}, {}"), "violated /items/1#required");
  EXPECT_EQ(stateAfter("{\"items\": [{\"title\": \"t\"}, {\"title\": \"t\"}, "), "reading");
  EXPECT_EQ(stateAfter("{\"items\": [{\"title\": \"t\"}, {\"title\": \"t\"}, {"),
            "violated /items#maxItems");
  EXPECT_EQ(stateAfter("{\"urgency\": \"low\"}"), "violated #required");
  EXPECT_EQ(stateAfter("{\"urgency\": low"), "reading");
  EXPECT_EQ(stateAfter("{\"urgency\": low}"), "violated #json_syntax");
  EXPECT_EQ(stateAfter("{\"urgency\": \"low\", \"overview\": \"x\"} more"), "complete");
}

/// Whole texts, good and bad, to be cut anywhere.
std::string randomText(std::mt19937& random) {
  static const std::string kPieces[] = {"{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\"",
                                        "'",
                                        "\n",
                                        " ",
                                        "\\",
                                        "\\u00e9",
                                        "\\ud83d\\ude00",
                                        "\U0001F600",
                                        "\xE9",
                                        "\"overview\"",
                                        "\"urgency\"",
                                        "\"low\"",
                                        "\"items\"",
                                        "\"title\"",
                                        "overview",
                                        "'urgency'",
                                        "12",
                                        "-1.5e3",
                                        "true",
                                        "null",
                                        "// c\n",
                                        "/* c */",
                                        "```json\n",
                                        "```",
                                        "<think>",
                                        "</think>",
                                        "{\"overview\": \"x\", \"urgency\": \"low\"",
                                        "\"count\": 3",
                                        "{\"items\": [{\"title\": \"t\"}",
                                        "\"due\": \"2026-01-01\"",
                                        "Here: ",
                                        "{\"overview\": \"1234567890123456",
                                        "7890",
                                        "\"medi",
                                        "{\"urgency\": \"lx"};
  std::string text;
  for (auto left = random() % 12; left > 0; --left) text += kPieces[random() % std::size(kPieces)];
  return text;
}

TEST(OutputStream, CutsChangeNothing) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = randomText(random);
    OutputStream stream(schema());
    bool isViolated = false;
    bool isComplete = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t size = 1 + random() % 5;
      const Progress progress = stream.push(std::string_view(text).substr(at, size));
      EXPECT_FALSE(isViolated && progress.state != Progress::State::kViolated) << text;
      EXPECT_FALSE(isComplete && progress.state != Progress::State::kComplete) << text;
      isViolated = progress.state == Progress::State::kViolated;
      isComplete = progress.state == Progress::State::kComplete;
      at += size;
    }
    const std::string whole = checkOutputText(schema(), text);
    ASSERT_EQ(finishStream(stream), whole) << text;
    const bool isValid = whole.find("\"outcome\":\"valid\"") != std::string::npos;
    EXPECT_FALSE(isViolated && isValid) << text;
    EXPECT_TRUE(!isComplete || isValid) << text;
  }
}

}  // namespace
}  // namespace fairlead::schema
