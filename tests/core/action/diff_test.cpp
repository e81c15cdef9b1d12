// What changes between two registries; tests/vectors/action/diff.json has each kind of change.
#include "core/action/diff.h"

#include <gtest/gtest.h>

#include "tests/core/action/cases.h"
#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

bool isEmpty(const NamesDiff& names) {
  return names.added.empty() && names.removed.empty() && !names.reordered;
}

bool isEmpty(const RegistryDiff& diff) {
  return isEmpty(diff.roles) && isEmpty(diff.actions) && diff.changed.empty() &&
         diff.access.empty();
}

TEST(Diff, OfARegistryWithItselfIsEmpty) {
  test::Dice dice(1);
  for (int i = 0; i < 100; ++i) {
    const std::string text = test::textOf(dice.registry());
    const Registry a = test::loaded(text), b = test::loaded(text);
    EXPECT_TRUE(isEmpty(diff(a, b))) << text;
  }
}

TEST(Diff, TheOtherWayRoundIsTheOpposite) {
  test::Dice dice(2);
  for (int i = 0; i < 300; ++i) {
    const test::Object from = dice.registry(), to = dice.registry();
    const Registry a = test::loaded(test::textOf(from)), b = test::loaded(test::textOf(to));
    const RegistryDiff there = diff(a, b), back = diff(b, a);
    ASSERT_EQ(there.changed.size(), back.changed.size());
    ASSERT_EQ(there.access.size(), back.access.size());
    for (std::size_t role = 0; role < there.access.size(); ++role) {
      EXPECT_EQ(there.access[role].gained, back.access[role].lost);
      EXPECT_EQ(there.access[role].lost, back.access[role].gained);
    }
  }
}

/// The two registries have the one action `act`, so that gaining it is gaining all.
TEST(Diff, ARoleGainsExactlyWhatItMayNowAndCouldNotBefore) {
  test::Dice dice(3);
  for (int i = 0; i < 300; ++i) {
    const Registry a = test::loaded(test::textOf(dice.registry()));
    const Registry b = test::loaded(test::textOf(dice.registry()));
    std::string expected, found;
    for (const std::string& role : b.roles()) {
      const bool could = a.find("act")->mayBeRunBy(role), may = b.find("act")->mayBeRunBy(role);
      if (could != may) expected += (may ? "+" : "-") + role;
    }
    for (const RoleChange& change : diff(a, b).access)
      found += (change.gained.empty() ? "-" : "+") + std::string(change.role);
    EXPECT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace fairlead::action
