// That hostile schemas and documents end, by the steps that are counted rather than by a clock.
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "core/schema/compiled_schema.h"
#include "core/schema/evaluator.h"
#include "core/schema/output.h"

namespace fairlead::schema {
namespace {

struct Cost {
  bool valid;
  bool isExhausted;
  std::size_t steps;
};

Cost costOf(const std::string& schema, const std::string& document) {
  const auto compiled = Schema::compile(schema);
  EXPECT_TRUE(compiled) << (compiled ? "" : compiled.error().message);
  const auto value = json::parse(document, {.max_bytes = 16 << 20});
  EXPECT_TRUE(value) << (value ? "" : value.error().message);
  Evaluator evaluator(compiled->compiled(), nullptr);
  const bool valid = evaluator.evaluate(value->root());
  return {valid, evaluator.isExhausted(), kMaxWork - evaluator.work().left()};
}

/// "[x,x,…]" of `count` items.
std::string arrayOf(std::size_t count, const std::function<std::string(std::size_t)>& item) {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? "," : "") + item(i);
  return text + "]";
}
std::string number(std::size_t i) {
  return std::to_string(i);
}
std::string objectOf(std::size_t count, const std::string& value) {
  std::string text = "{";
  for (std::size_t i = 0; i < count; ++i) {
    text += (i > 0 ? ",\"m" : "\"m") + number(i) + "\":" + value;
  }
  return text + "}";
}
/// A schema that applies the given one `count` times to the same value.
std::string times(std::size_t count, const std::string& schema) {
  return R"({"allOf":)" + arrayOf(count, [&](std::size_t) { return schema; }) + "}";
}

TEST(Work, AnEnumerationIsSearchedInLogarithmicTime) {
  const std::string schema = R"({"items":{"enum":)" + arrayOf(5'000, number) + "}}";
  const Cost cost =
      costOf(schema, arrayOf(50'000, [](std::size_t i) { return number(i % 5'000); }));
  EXPECT_TRUE(cost.valid);
  EXPECT_LT(cost.steps, 60'000u);
}

TEST(Work, LargeValuesInEnumerationsCount) {
  const std::string large = arrayOf(20'000, number);
  const Cost cost = costOf(R"({"items":{"const":)" + large + "}}",
                           arrayOf(100, [&](std::size_t) { return large; }));
  EXPECT_TRUE(cost.valid);
  EXPECT_GT(cost.steps, 100u * 20'000u);
}

TEST(Work, UniqueItemsCount) {
  constexpr std::size_t kItems = 20'000;
  const std::string unique = R"({"uniqueItems":true})";
  const auto pair = [](std::size_t i) { return "[0," + number(i) + "]"; };
  // A comparison of two pairs takes three steps, and sorting at least log2(n!) > 12 n of them.
  const std::string mixed =
      arrayOf(kItems, [&](std::size_t i) { return pair(i * 7'919 % kItems); });
  const Cost once = costOf(unique, mixed);
  EXPECT_TRUE(once.valid);
  EXPECT_GT(once.steps, kItems * 12 * 3);
  EXPECT_TRUE(costOf(times(14, unique), mixed).isExhausted);
  // What is in order already is looked at twice: whether it is sorted, and whether neighbours
  // differ.
  const Cost sorted = costOf(unique, arrayOf(kItems, pair));
  EXPECT_TRUE(sorted.valid);
  EXPECT_GT(sorted.steps, kItems * 5);
  EXPECT_LT(sorted.steps, kItems * 7);
}

TEST(Work, LongStringsCount) {
  const std::string text = "\"" + std::string(1'000'000, 'x') + "\"";
  const std::string same = R"({"const":)" + text + "}";
  for (const std::string schema : {R"({"minLength":600000})", R"({"pattern":"^x*$"})"}) {
    EXPECT_TRUE(costOf(times(10'000, schema), text).isExhausted) << schema;
  }
  EXPECT_GT(costOf(same, text).steps, 15'000u);
}

TEST(Work, PatternsRunInLinearTime) {
  const Cost cost = costOf(R"({"pattern":"^(a+)+$"})", "\"" + std::string(100'000, 'a') + "!\"");
  EXPECT_FALSE(cost.valid);
  EXPECT_LT(cost.steps, 10'000u);
}

TEST(Work, PatternsWithManyThreadsCount) {
  const Cost cost =
      costOf(R"({"pattern":"(?:a?){1000}\\bc"})", "\"" + std::string(100'000, 'a') + "\"");
  EXPECT_TRUE(cost.isExhausted);
}

TEST(Work, MembersCount) {
  const std::string object = objectOf(10'000, "1");
  for (const std::string schema :
       {R"({"properties":{"a":true}})", R"({"patternProperties":{"^x":true}})",
        R"({"additionalProperties":true})", R"({"propertyNames":true})",
        R"({"unevaluatedProperties":true})"}) {
    EXPECT_TRUE(costOf(times(2'000, schema), object).isExhausted) << schema;
  }
  std::string names = arrayOf(10'000, [](std::size_t i) { return "\"m" + number(i) + "\""; });
  const Cost cost =
      costOf(R"({"$defs":{"r":{"required":)" + names + R"(}},"allOf":)" +
                 arrayOf(1'000, [](std::size_t) { return R"({"$ref":"#/$defs/r"})"; }) + "}",
             object);
  EXPECT_TRUE(cost.valid);
  EXPECT_GT(cost.steps, 1'000'000u);
}

TEST(Work, ItemsCount) {
  const std::string items = arrayOf(50'000, number);
  for (const std::string schema : {R"({"items":true})", R"({"contains":false,"minContains":0})",
                                   R"({"unevaluatedItems":true})"}) {
    EXPECT_TRUE(costOf(times(2'000, schema), items).isExhausted) << schema;
  }
}

TEST(Work, ViolationsTakeBoundedRoom) {
  const std::string name(200'000, 'n');
  const auto schema = Schema::compile(R"({"additionalProperties":{"items":{"type":"null"}}})");
  const auto validation = schema->validate("{\"" + name + "\":" + arrayOf(1'000, number) + "}");
  std::size_t bytes = 0;
  for (const Violation& violation : validation->violations) bytes += violation.instance.size();
  EXPECT_GE(validation->violations.size(), 1u);
  EXPECT_LT(bytes, kMaxViolationBytes + 2 * name.size());
}

TEST(Work, PatternsOfASchemaHaveALimitTogether) {
  const std::string schema =
      R"({"allOf":)" + arrayOf(1'000, [](std::size_t) { return R"({"pattern":"\\p{L}{4000}"})"; }) +
      "}";
  EXPECT_EQ(Schema::compile(schema).error().code, "schema_unsupported");
}

TEST(Work, ATextOfOpenBracketsIsReadOnce) {
  const auto schema = Schema::compile("true", {.max_bytes = 4 << 20});
  EXPECT_EQ(checkOutput(*schema, std::string(1 << 20, '['))->outcome, Outcome::kNoJson);
  std::string half;
  for (int i = 0; i < 100'000; ++i) half += "{a: {b: ";
  EXPECT_TRUE(checkOutput(*schema, half).has_value());
}

}  // namespace
}  // namespace fairlead::schema
