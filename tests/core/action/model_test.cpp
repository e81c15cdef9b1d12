// The rule against its second statement: everything that a check looks at, in every combination,
// and then at random.
#include "tests/core/action/model.h"

#include <map>

#include <gtest/gtest.h>

#include "tests/core/action/cases.h"
#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

TEST(Model, AgreesOnEveryCombination) {
  const test::Object document = test::parsed(test::smallRegistry()).as_object();
  const Registry registry = test::loaded(test::smallRegistry());
  std::map<std::string, int> seen;
  test::forEachRequest([&](const test::Object& request) {
    const test::ModelVerdict expected = test::decideByModel(document, request);
    const test::ModelVerdict actual = test::decideByRule(registry, request);
    ++seen[expected.code];
    ASSERT_EQ(actual.code, expected.code) << test::Value(request);
    ASSERT_EQ(actual.faults, expected.faults) << test::Value(request);
  });
  for (const char* code : {"allowed", "action_unknown", "role_not_allowed", "not_found",
                           "invalid_payload", "idempotency_key_required", "signature_required",
                           "signature_invalid", "signature_stale", "signature_replayed"})
    EXPECT_GT(seen[code], 0) << code;
}

TEST(Model, AgreesOnRandomRequests) {
  test::Dice dice(20'260'531);
  std::map<std::string, int> seen;
  for (int i = 0; i < 400; ++i) {
    const test::Object document = dice.registry();
    const Registry registry = test::loaded(test::textOf(document));
    for (int j = 0; j < 50; ++j) {
      const test::Object request = dice.request(document);
      const test::ModelVerdict expected = test::decideByModel(document, request);
      ++seen[expected.code];
      ASSERT_EQ(test::decideByRule(registry, request), expected)
          << expected.code << " " << test::Value(document) << test::Value(request);
    }
  }
  EXPECT_GT(seen["allowed"], 2'000);
  EXPECT_GT(seen["invalid_payload"], 2'000);
  EXPECT_GT(seen["signature_invalid"], 100);
}

}  // namespace
}  // namespace fairlead::action
