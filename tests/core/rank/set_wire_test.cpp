// A set of vectors as its bindings open it, and what they are answered.
#include <string>

#include <gtest/gtest.h>

#include "core/rank/vector.h"
#include "core/rank/wire.h"

namespace fairlead::rank {
namespace {

TEST(OpenSet, TellsWhatItHolds) {
  const Result<VectorSet> set = openSet(R"({"dimensions":3,"model":"m-1"})");
  ASSERT_TRUE(set);
  EXPECT_EQ(compileAnswer(set), R"({"value":{"dimensions":3,"model":"m-1"}})");
  EXPECT_EQ(compileAnswer(openSet(R"({"dimensions":3})")),
            R"({"value":{"dimensions":3,"model":""}})");
}

TEST(OpenSet, RefusesWhatIsNoSetup) {
  EXPECT_EQ(openSet("{").error().code, "json_syntax");
  EXPECT_EQ(openSet("{}").error().path, "/dimensions");
  EXPECT_EQ(openSet(R"({"dimensions":0})").error().path, "/dimensions");
  EXPECT_EQ(openSet(R"({"dimensions":3,"size":1})").error().path, "/size");
  EXPECT_TRUE(compileAnswer(openSet("{}")).starts_with(R"({"error":)"));
}

TEST(Remove, CountsWhatWasThere) {
  VectorSet set = *openSet(R"({"dimensions":1})");
  const float component[] = {1};
  ASSERT_TRUE(set.put("a", component));
  ASSERT_TRUE(set.put("b", component));
  EXPECT_EQ(removeJson(set, R"({"ids":["a","c"]})"), R"({"value":{"removed":1,"size":1}})");
  EXPECT_EQ(removeJson(set, R"({"ids":["a"]})"), R"({"value":{"removed":0,"size":1}})");
  EXPECT_NE(removeJson(set, R"({"ids":[],"x":0})").find(R"("path":"/x")"), std::string::npos);
}

TEST(VectorSet, TakesTheVectorsOfAnother) {
  VectorSet set = *VectorSet::make(2, "one");
  set = *VectorSet::make(3, "two");
  EXPECT_EQ(set.dimensions(), 3u);
  EXPECT_EQ(set.model(), "two");
}

TEST(VectorFault, HasAWordForEach) {
  EXPECT_EQ(nameOf(VectorFault::kMissing), "vector_missing");
  EXPECT_EQ(nameOf(VectorFault::kModel), "vector_model");
}

TEST(Diversify, RefusesAVectorThatIsNoArray) {
  const std::string answer =
      diversifyJson(R"({"candidates":[{"id":"a","score":1,"vector":5}],"lambda":0.5,"limit":1})");
  EXPECT_NE(answer.find(R"("code":"request_invalid")"), std::string::npos) << answer;
  EXPECT_NE(answer.find("/vector"), std::string::npos) << answer;
}

}  // namespace
}  // namespace fairlead::rank
