// What is offered to whom, and in which order.
#include "core/action/suggest.h"

#include <gtest/gtest.h>

#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

/// The ids, in order, with spaces between.
std::string ids(const std::vector<const Action*>& actions) {
  std::string result;
  for (const Action* action : actions) result += (result.empty() ? "" : " ") + action->id;
  return result;
}

class Suggest : public testing::Test {
 protected:
  std::string suggested(std::string_view role, std::string_view query,
                        std::optional<std::string_view> entityType = std::nullopt) const {
    return ids(suggest(registry_, {role, entityType, query}));
  }

  const Registry registry_ = test::loaded(test::smallRegistry());
};

TEST_F(Suggest, ListsWhatARoleMayRunInTheRegistrysOrder) {
  EXPECT_EQ(ids(list(registry_, "crew")), "look book open ping");
  EXPECT_EQ(ids(list(registry_, "officer")), "look book ping count");
  EXPECT_EQ(ids(list(registry_, "captain")), "look book open ping count close");
  EXPECT_EQ(ids(list(registry_, "stowaway")), "");
}

TEST_F(Suggest, WithoutAQueryAllOfTheKind) {
  EXPECT_EQ(suggested("captain", ""), "look book open ping count close");
  EXPECT_EQ(suggested("captain", "  - "), "look book open ping count close");
  EXPECT_EQ(suggested("captain", "", "part"), "look book count");
  EXPECT_EQ(suggested("crew", "", "part"), "look book");
  EXPECT_EQ(suggested("captain", "", "aircraft"), "");
}

TEST_F(Suggest, BetterMatchesFirst) {
  // "Open job" starts with it; "open card" is a keyword of look.
  EXPECT_EQ(suggested("captain", "open"), "open look");
  // A word of two labels, in the registry's order, then a keyword.
  EXPECT_EQ(suggested("captain", "part"), "look book ping");
  EXPECT_EQ(suggested("captain", "job"), "open close");
}

TEST_F(Suggest, EveryWordStartsAWord) {
  EXPECT_EQ(suggested("crew", "PART bo"), "book");
  EXPECT_EQ(suggested("crew", "book deliv"), "book");
  EXPECT_EQ(suggested("crew", "book nothing"), "");
  EXPECT_EQ(suggested("crew", "art"), "");
}

TEST_F(Suggest, SignedActionsOnlyToTheirRoles) {
  EXPECT_EQ(suggested("crew", "stocktake"), "");
  EXPECT_EQ(suggested("officer", "stocktake"), "count");
}

}  // namespace
}  // namespace fairlead::action
