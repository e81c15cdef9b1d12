// JSON Pointers: the examples of RFC 6901 section 5, and what names nothing.
#include "core/json/pointer.h"

#include <gtest/gtest.h>

#include "core/json/canonical.h"
#include "core/json/json.h"

namespace fairlead::json {
namespace {

Document document() {
  return *parse(R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6,)"
                R"(" ":7,"m~n":8})");
}

TEST(Pointer, FindsTheExamplesOfTheRfc) {
  const Document examples = document();
  const Value root = examples.root();
  const auto at = [&](std::string_view text) { return Pointer::parse(text)->find(root); };
  EXPECT_EQ(at("")->place(), root.place());
  EXPECT_EQ(canonicalize(*at("/foo")), R"(["bar","baz"])");
  EXPECT_EQ(at("/foo/0")->string(), "bar");
  const std::pair<std::string_view, int> numbers[] = {{"/", 0},     {"/a~1b", 1}, {"/c%d", 2},
                                                      {"/e^f", 3},  {"/g|h", 4},  {"/i\\j", 5},
                                                      {"/k\"l", 6}, {"/ ", 7},    {"/m~0n", 8}};
  for (const auto& [text, number] : numbers) EXPECT_EQ(at(text)->integer(), number) << text;
}

TEST(Pointer, TakesAnIndexOfSeveralDigits) {
  const Document document = *parse("[0,1,2,3,4,5,6,7,8,9,10,11]");
  EXPECT_EQ(Pointer::parse("/10")->find(document.root())->integer(), 10);
  EXPECT_FALSE(Pointer::parse("/12")->find(document.root()));
}

TEST(Pointer, FindsNothingElsewhere) {
  const Document examples = document();
  const Value root = examples.root();
  for (const std::string_view text :
       {"/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/0x0", "/foo/", "/foo/1/2",
        "/bar", "/foo/99999999999999999999999", "//"})
    EXPECT_FALSE(Pointer::parse(text)->find(root)) << text;
}

TEST(Pointer, RefusesWhatIsNoPointer) {
  for (const std::string_view text : {"a", "#/a", "/~", "/a~", "/~2", "/a/b~x"}) {
    const Result<Pointer> pointer = Pointer::parse(text);
    ASSERT_FALSE(pointer) << text;
    EXPECT_EQ(pointer.error().code, "member_value");
  }
}

TEST(Pointer, IsWrittenAsItWasRead) {
  for (const std::string_view text : {"", "/", "//", "/a~1b/~0/0", "/a/b/"})
    EXPECT_EQ(Pointer::parse(text)->text(), text);
}

TEST(Path, IsWrittenAsAPointer) {
  const Path root;
  EXPECT_EQ(root.text(), "");
  const Path a = root / "a/b~";
  const Path item = a / 3;
  const Path empty = item / "";
  EXPECT_EQ(a.text(), "/a~1b~0");
  EXPECT_EQ(item.text(), "/a~1b~0/3");
  EXPECT_EQ(empty.text(), "/a~1b~0/3/");
}

}  // namespace
}  // namespace fairlead::json
