// Reading members: what each reader takes, and the fault that it leaves otherwise.
#include "core/json/reader.h"

#include <functional>

#include <gtest/gtest.h>

#include "core/json/json.h"

namespace fairlead::json {
namespace {

/// The fault after `read` has read from `text`: "code path", or "".
std::string faultOf(std::string_view text, const std::function<void(ObjectReader&)>& read) {
  const Document document = *parse(text);
  const Path root;
  const Path at = root / "at";
  ObjectReader in(document.root(), at);
  read(in);
  const Result<void> done = in.finish();
  return done ? "" : std::string(done.error().code) + " " + done.error().path;
}

TEST(ObjectReader, ReadsMembersOfEveryKind) {
  const Document document =
      *parse(R"({"s":"x","n":1.5,"i":5.0,"b":true,"a":[1],"o":{},"l":["x","y"],"c":"two"})");
  ObjectReader in(document.root());
  EXPECT_EQ(in.string("s"), "x");
  EXPECT_EQ(in.number("n"), 1.5);
  EXPECT_EQ(in.integer("i"), 5);
  EXPECT_TRUE(in.boolean("b"));
  EXPECT_EQ(in.array("a").size(), 1u);
  EXPECT_TRUE(in.object("o").empty());
  EXPECT_EQ(in.strings("l"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(in.choice("c", {"one", "two"}), 1u);
  EXPECT_TRUE(in.finish());
}

TEST(ObjectReader, NamesAMissingMember) {
  const auto fault = [](auto read) { return faultOf("{}", read); };
  EXPECT_EQ(fault([](ObjectReader& in) { in.string("a/b"); }), "member_missing /at/a~1b");
  EXPECT_EQ(fault([](ObjectReader& in) { in.number("a"); }), "member_missing /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.integer("a"); }), "member_missing /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.boolean("a"); }), "member_missing /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.array("a"); }), "member_missing /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.object("a"); }), "member_missing /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.strings("a"); }), "member_missing /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.choice("a", {"x"}); }), "member_missing /at/a");
}

TEST(ObjectReader, NamesAMemberOfAnotherKind) {
  const auto fault = [](auto read) { return faultOf(R"({"a":null})", read); };
  EXPECT_EQ(fault([](ObjectReader& in) { in.string("a"); }), "member_type /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.optionalString("a"); }), "member_type /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.optionalNumber("a"); }), "member_type /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.optionalInteger("a"); }), "member_type /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.optionalBoolean("a"); }), "member_type /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.optionalStrings("a"); }), "member_type /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.optionalArray("a"); }), "member_type /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.optionalObject("a"); }), "member_type /at/a");
  EXPECT_EQ(fault([](ObjectReader& in) { in.nullableString("a"); }), "");
}

TEST(ObjectReader, NamesAValueOutOfBounds) {
  const auto fault = [](auto read) {
    return faultOf(R"({"n":7,"f":7.5,"s":"x","l":["x",1]})", read);
  };
  EXPECT_EQ(fault([](ObjectReader& in) { in.integer("n", 8, 9); }), "member_value /at/n");
  EXPECT_EQ(fault([](ObjectReader& in) { in.integer("n", 5, 6); }), "member_value /at/n");
  EXPECT_EQ(fault([](ObjectReader& in) { in.integer("f"); }), "member_value /at/f");
  EXPECT_EQ(fault([](ObjectReader& in) { in.optionalNumber("f", 0, 7); }), "member_value /at/f");
  EXPECT_EQ(fault([](ObjectReader& in) { in.choice("s", {"a", "b"}); }), "member_value /at/s");
  EXPECT_EQ(fault([](ObjectReader& in) { in.strings("l"); }), "member_type /at/l");
}

TEST(ObjectReader, TakesBoundsAsInclusive) {
  const Document document = *parse(R"({"n":7})");
  ObjectReader in(document.root());
  EXPECT_EQ(in.integer("n", 7, 7), 7);
  EXPECT_EQ(in.optionalNumber("n", 7, 7), 7.0);
  EXPECT_TRUE(in.finish());
}

TEST(ObjectReader, TellsLeftOutFromNull) {
  const Document document = *parse(R"({"a":null})");
  ObjectReader in(document.root());
  EXPECT_EQ(in.optionalString("b"), std::nullopt);
  EXPECT_EQ(in.nullableString("a"), std::nullopt);
  EXPECT_EQ(in.nullableNumber("a"), std::nullopt);
  EXPECT_EQ(in.nullableInteger("b"), std::nullopt);
  EXPECT_FALSE(in.nullable("a"));
  EXPECT_TRUE(in.optional("a"));
  EXPECT_TRUE(in.finish());
}

TEST(ObjectReader, KeepsTheFirstFault) {
  EXPECT_EQ(faultOf(R"({"a":1})",
                    [](ObjectReader& in) {
                      in.string("b");
                      in.string("a");
                      in.refuse("member_value", "Not so.", "c");
                    }),
            "member_missing /at/b");
}

TEST(ObjectReader, RefusesUnknownMembersLast) {
  EXPECT_EQ(faultOf(R"({"a":1,"x":2})", [](ObjectReader& in) { in.number("a"); }),
            "member_unknown /at/x");
  EXPECT_EQ(faultOf(R"({"x":2})", [](ObjectReader& in) { in.number("a"); }),
            "member_missing /at/a");
}

TEST(ObjectReader, SeesUnknownMembersBeyondTheSixtyFourth) {
  std::string text = "{\"a\":0";
  for (int i = 0; i < 100; ++i) text += ",\"" + std::to_string(i) + "\":0";
  text += "}";
  const auto read_all_but = [&](int last) {
    return faultOf(text, [&](ObjectReader& in) {
      in.number("a");
      for (int i = 0; i < last; ++i) in.number(std::to_string(i));
    });
  };
  EXPECT_EQ(read_all_but(1), "member_unknown /at/1");
  EXPECT_EQ(read_all_but(63), "member_unknown /at/63");
}

TEST(ObjectReader, RefusesWhatIsNoObject) {
  EXPECT_EQ(faultOf("[1]", [](ObjectReader& in) { in.number("a"); }), "member_type /at");
}

TEST(ObjectReader, TakesOverTheFaultOfAnInnerReader) {
  EXPECT_EQ(faultOf(R"({"o":{"x":1}})",
                    [](ObjectReader& in) {
                      const Path inside = in.path() / "o";
                      ObjectReader inner(in.required("o"), inside);
                      in.take(inner.finish());
                    }),
            "member_unknown /at/o/x");
}

}  // namespace
}  // namespace fairlead::json
