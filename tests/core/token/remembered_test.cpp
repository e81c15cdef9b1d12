// The cache of good signatures: what it holds, and that it stays within its bounds.
#include "core/token/remembered.h"

#include <string>

#include <gtest/gtest.h>

namespace fairlead::token {
namespace {

std::size_t countOf(RememberedTokens& tokens, int added) {
  std::size_t count = 0;
  for (int i = 0; i < added; ++i) count += tokens.find(std::to_string(i)) != nullptr ? 1 : 0;
  return count;
}

TEST(RememberedTokens, HoldsNothingAtFirst) {
  RememberedTokens tokens(100);
  EXPECT_EQ(tokens.find(""), nullptr);
  EXPECT_EQ(tokens.find("a"), nullptr);
  tokens.add("a");
  EXPECT_NE(tokens.find("a"), nullptr);
  EXPECT_EQ(tokens.find(""), nullptr);
  EXPECT_EQ(tokens.find(std::string("a\0", 2)), nullptr);
}

TEST(RememberedTokens, NeverHoldsMoreThanItsCapacity) {
  for (const std::size_t capacity : {0, 1, 2, 3, 4, 5, 7, 8, 100}) {
    RememberedTokens tokens(capacity);
    for (int i = 0; i < 1000; ++i) tokens.add(std::to_string(i));
    EXPECT_LE(countOf(tokens, 1000), capacity);
    EXPECT_EQ(tokens.find("999") != nullptr, capacity > 0);
  }
}

TEST(RememberedTokens, KeepsNearlyAllThatFits) {
  RememberedTokens tokens(1000);
  for (int i = 0; i < 500; ++i) tokens.add(std::to_string(i));
  EXPECT_GE(countOf(tokens, 500), 450u);
}

TEST(RememberedTokens, ForgetsTheOldestOfARow) {
  RememberedTokens tokens(2);
  for (const char* token : {"a", "b", "c"}) tokens.add(token);
  EXPECT_EQ(tokens.find("a"), nullptr);
  EXPECT_NE(tokens.find("b"), nullptr);
  EXPECT_NE(tokens.find("c"), nullptr);
}

TEST(RememberedTokens, LeavesOutWhatIsTooLong) {
  RememberedTokens tokens(10);
  const std::string longest(kMaxRememberedBytes, 'x');
  tokens.add(longest);
  tokens.add(longest + "x");
  EXPECT_NE(tokens.find(longest), nullptr);
  EXPECT_EQ(tokens.find(longest + "x"), nullptr);
}

TEST(RememberedTokens, TellsTokensApartByEveryByte) {
  RememberedTokens tokens(10);
  const std::string token = "0123456789abcdefghi";  // two words and a rest
  tokens.add(token);
  for (std::size_t at = 0; at < token.size(); ++at) {
    std::string other = token;
    other[at] ^= 1;
    EXPECT_EQ(tokens.find(other), nullptr) << at;
  }
}

}  // namespace
}  // namespace fairlead::token
