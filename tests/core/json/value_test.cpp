// The views of a document: what they give, and that they stay good.
#include "core/json/value.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/json/json.h"

namespace fairlead::json {
namespace {

TEST(Value, TellsItsKind) {
  const Document document =
      *parse(R"([null,true,false,-1,18446744073709551615,0.5,"s",[0],{"a":0}])");
  const Array items = document.root().array();
  const Kind kinds[] = {Kind::kNull,    Kind::kBoolean,  Kind::kBoolean,
                        Kind::kInteger, Kind::kUnsigned, Kind::kDouble,
                        Kind::kString,  Kind::kArray,    Kind::kObject};
  ASSERT_EQ(items.size(), std::size(kinds));
  for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(items[i].kind(), kinds[i]) << i;
  EXPECT_EQ(items[1].asBoolean(), true);
  EXPECT_EQ(items[2].asBoolean(), false);
  EXPECT_EQ(items[0].asBoolean(), std::nullopt);
  EXPECT_EQ(items[3].asNumber(), -1);
  EXPECT_EQ(items[4].asNumber(), 18446744073709551615.0);
  EXPECT_EQ(items[5].asNumber(), 0.5);
  EXPECT_EQ(items[6].asNumber(), std::nullopt);
  EXPECT_EQ(items[6].asString(), "s");
  EXPECT_EQ(items[7].asString(), std::nullopt);
  EXPECT_TRUE(items[7].asArray());
  EXPECT_FALSE(items[7].asObject());
  EXPECT_TRUE(items[8].asObject());
}

TEST(Value, TakesIntegersInEveryForm) {
  const auto integer = [](std::string_view text) { return parse(text)->root().asInteger(); };
  EXPECT_EQ(integer("7"), 7);
  EXPECT_EQ(integer("-7.0"), -7);
  EXPECT_EQ(integer("7e3"), 7000);
  EXPECT_EQ(integer("9007199254740991"), 9007199254740991);
  EXPECT_EQ(integer("7.5"), std::nullopt);
  EXPECT_EQ(integer("9007199254740992"), std::nullopt);
  EXPECT_EQ(integer("-9007199254740991"), -9007199254740991);
  EXPECT_EQ(integer("-9007199254740992"), std::nullopt);
  EXPECT_EQ(integer("18446744073709551615"), std::nullopt);
  EXPECT_EQ(integer("1e300"), std::nullopt);
  EXPECT_EQ(integer("\"7\""), std::nullopt);
}

TEST(Value, IsAStringWithoutADocument) {
  const std::string_view text = "a string, and more";
  const LooseString loose(text.substr(0, 8));
  EXPECT_EQ(loose.value().kind(), Kind::kString);
  EXPECT_EQ(loose.value().asString(), "a string");
  EXPECT_EQ(LooseString("").value().asString(), "");
}

TEST(Value, IsNullWithoutADocument) {
  EXPECT_TRUE(Value().isNull());
  EXPECT_TRUE(Array().empty());
  EXPECT_EQ(Array().begin(), Array().end());
  EXPECT_TRUE(Object().empty());
  EXPECT_EQ(Object().begin(), Object().end());
  EXPECT_FALSE(Object().find(""));
}

TEST(Value, StaysGoodWhenItsDocumentMoves) {
  Document first = *parse(R"({"short":"s","long":"a string that is surely not held in place"})");
  const Value root = first.root();
  const Document second = std::move(first);
  EXPECT_EQ(second.root().place(), root.place());
  EXPECT_EQ(root.object().find("short")->string(), "s");
  EXPECT_EQ(root.object().find("long")->string(), "a string that is surely not held in place");
}

TEST(Value, OutlivesTheText) {
  std::string text = R"(["abc","\u0061bc"])";
  const Document document = *parse(text);
  std::fill(text.begin(), text.end(), 'x');
  EXPECT_EQ(document.root().array()[0].string(), "abc");
  EXPECT_EQ(document.root().array()[1].string(), "abc");
}

TEST(Value, HoldsStringsInTheirMeaning) {
  const Document document = *parse(
      "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\",\"\",\"a\\u00e4\\u20AC\\uD83D\\uDE00z\",\"plain\","
      "\"\\u0000\",\"x\\ny\"]");
  const Array items = document.root().array();
  EXPECT_EQ(items[0].string(), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(items[1].string(), "");
  EXPECT_EQ(items[2].string(), "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z");
  EXPECT_EQ(items[3].string(), "plain");
  EXPECT_EQ(items[4].string(), std::string_view("\0", 1));
  EXPECT_EQ(items[5].string(), "x\ny");
}

TEST(Value, HoldsLongStringsWithEscapes) {
  std::string written = "\"";
  std::string meant;
  for (int i = 0; i < 3000; ++i) {
    written += "\\u00e4" + std::string(static_cast<std::size_t>(i % 40), 'a') + "\\n";
    meant += "\xC3\xA4" + std::string(static_cast<std::size_t>(i % 40), 'a') + "\n";
  }
  const Document document = *parse("[" + written + "\"," + written + "\",\"end\"]");
  EXPECT_EQ(document.root().array()[0].string(), meant);
  EXPECT_EQ(document.root().array()[1].string(), meant);
  EXPECT_EQ(document.root().array()[2].string(), "end");
}

TEST(Array, GoesOverItemsThatHaveItems) {
  const Document document = *parse(R"([[1,[2,3]],{"a":[4]},[],{},5])");
  std::vector<Kind> kinds;
  for (const Value item : document.root().array()) kinds.push_back(item.kind());
  EXPECT_EQ(kinds, (std::vector{Kind::kArray, Kind::kObject, Kind::kArray, Kind::kObject,
                                Kind::kInteger}));
  EXPECT_EQ(document.root().array()[0].array()[1].array()[1].integer(), 3);
}

/// An object whose names are 1, 2, … with nested values, from the last to the first.
std::string objectOf(int members) {
  std::string text = "{";
  for (int i = members; i > 0; --i)
    text += '"' + std::to_string(i) + "\":[{\"x\":" + std::to_string(i) + "}],";
  text.back() = '}';
  return text;
}

TEST(Object, FindsMembersInSmallAndLargeObjects) {
  for (const int members : {1, 2, 31, 32, 33, 1000}) {
    const Document document = *parse(objectOf(members));
    const Object object = document.root().object();
    ASSERT_EQ(object.size(), static_cast<std::size_t>(members));
    for (int i = 1; i <= members; ++i) {
      const std::string name = std::to_string(i);
      const std::optional<Value> value = object.find(name);
      ASSERT_TRUE(value) << name;
      EXPECT_EQ(value->array()[0].object().find("x")->integer(), i);
      EXPECT_EQ(object.indexOf(name), static_cast<std::size_t>(members - i));
    }
    for (const std::string_view name : {"0", "", "x", "00", "99999999"})
      EXPECT_FALSE(object.contains(name)) << name;
  }
}

TEST(Object, GoesOverMembersInTheOrderOfTheText) {
  for (const int members : {3, 32, 33, 100}) {
    const Document document = *parse("[" + objectOf(members) + ",\"next\"]");
    int expected = members;
    for (const Member member : document.root().array()[0].object())
      EXPECT_EQ(member.name, std::to_string(expected--));
    EXPECT_EQ(expected, 0);
    EXPECT_EQ(document.root().array()[1].string(), "next");
  }
}

TEST(Object, GivesNoPlaceToAMemberThatIsNotThere) {
  const Document document = *parse(R"({"a":0,"b":1})");
  EXPECT_EQ(document.root().object().indexOf("b"), 1);
  EXPECT_EQ(document.root().object().indexOf("c"), std::nullopt);
}

TEST(Iterator, GivesWhereItStoodWhenSteppedOver) {
  const Document document = *parse(R"([[7,[]],{"a":1,"b":2}])");
  auto item = document.root().array()[0].array().begin();
  EXPECT_EQ((*item++).integer(), 7);
  EXPECT_TRUE((*item).isArray());
  auto member = document.root().array()[1].object().begin();
  EXPECT_EQ((*member++).name, "a");
  EXPECT_EQ((*member).name, "b");
}

}  // namespace
}  // namespace fairlead::json
