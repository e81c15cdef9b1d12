// What explain() asks for is enough: a request that is changed as it says is allowed.
#include <gtest/gtest.h>

#include "core/action/evaluate.h"
#include "tests/core/action/cases.h"
#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

/// Does what one change says. What a text field is to hold is the tester's to know.
void follow(test::Object& request, const Change& change) {
  if (change.check == "role") request["principal"].at("role") = *change.to;
  if (change.check == "entity") request["entity"] = {{"id", "e1"}, {"tenant_id", "t1"}};
  if (change.check == "fields")
    request["payload"] = test::goodPayload(request["action"].as_string());
  if (change.check == "idempotency") request["idempotency_key"] = "a-new-one";
}

/// Signs anew, now and with a nonce that was not used: last, since it covers all the rest.
void signAnew(test::Object& request) {
  request.erase("nonce_used");
  request.erase("signature");
  test::sign(request, "good");
}

TEST(Explain, ItsChangesTogetherAreEnough) {
  const Registry registry = test::loaded(test::smallRegistry());
  int changed = 0;
  test::forEachRequest([&](const test::Object& original) {
    const test::Asked asked(original);
    const Explanation explanation = *explain(registry, *asked.request);
    const bool known = explanation.checks[0] == Outcome::kPassed;
    ASSERT_EQ(explanation.changes.empty(), explanation.verdict.allowed);
    if (explanation.changes.empty() || !known) return;
    ASSERT_EQ(explanation.changes.front().code, explanation.verdict.code);
    test::Object request = original;
    for (const Change& change : explanation.changes) follow(request, change);
    if (registry.find(asked.request->action)->signature) signAnew(request);
    const test::Asked again(request);
    ASSERT_TRUE(evaluate(registry, *again.request)->allowed) << test::Value(request);
    ++changed;
  });
  EXPECT_GT(changed, 1'000);
}

}  // namespace
}  // namespace fairlead::action
