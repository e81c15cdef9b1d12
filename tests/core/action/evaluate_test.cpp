// The order of the checks, what each says, and what explain() adds.
#include "core/action/evaluate.h"

#include <gtest/gtest.h>

#include "core/action/checks.h"
#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

using test::goodPayload;
using test::parsed;

class Evaluate : public testing::Test {
 protected:
  Verdict decide(const test::Object& document) const {
    const test::Asked asked(document);
    EXPECT_TRUE(asked.request) << asked.request.error().path << asked.request.error().message;
    const Result<Verdict> verdict = evaluate(registry_, *asked.request);
    EXPECT_TRUE(verdict);
    return *verdict;
  }

  Explanation explained(const test::Object& document) const {
    return *explain(registry_, *test::Asked(document).request);
  }

  const Registry registry_ = test::loaded(test::smallRegistry());
};

std::string outcomes(const Outcomes& checks) {
  std::string result;
  for (const Outcome outcome : checks)
    result += (result.empty() ? "" : " ") + std::string(nameOf(outcome));
  return result;
}

/// The sentences of all changes, one after the other.
std::string changeOf(const Explanation& explanation) {
  std::string result;
  for (const Change& change : explanation.changes)
    result += (result.empty() ? "" : " ") + change.sentence;
  return result;
}

TEST_F(Evaluate, AllowsWhatTheRegistryAllows) {
  const Verdict verdict = decide(test::request("book", "crew", goodPayload("book")));
  EXPECT_TRUE(verdict.allowed);
  EXPECT_EQ(verdict.status, 201);
  EXPECT_EQ(verdict.code, "allowed");
  EXPECT_EQ(outcomes(verdict.checks), "passed passed passed passed passed not_needed");
  // printf '{"quantity":5}' | sha256sum
  EXPECT_EQ(verdict.payloadHash,
            "153400c1fdb0cd744c2a653e7bebbbb99f4655cccc384527f838f92610faa126");
}

TEST_F(Evaluate, AReadHasNoPayloadHash) {
  const Verdict verdict = decide(test::request("look", "crew", goodPayload("look")));
  EXPECT_TRUE(verdict.allowed);
  EXPECT_EQ(verdict.payloadHash, std::nullopt);
}

/// Everything is wrong at first; each step mends what the verdict named, and the next is named.
TEST_F(Evaluate, ChecksInTheOrderOfTheRule) {
  test::Object document = test::request("unknown", "crew", parsed(R"({"quantity":1})"));
  document["entity"] = nullptr;
  document["idempotency_key"] = nullptr;
  EXPECT_EQ(decide(document).code, "action_unknown");
  EXPECT_EQ(decide(document).status, 404);
  EXPECT_EQ(decide(document).variant, std::nullopt);
  document["action"] = "count";
  EXPECT_EQ(decide(document).code, "role_not_allowed");
  EXPECT_EQ(decide(document).status, 403);
  document["principal"].at("role") = "officer";
  EXPECT_EQ(decide(document).code, "not_found");
  EXPECT_EQ(decide(document).status, 404);
  document["entity"] = {{"id", "e1"}, {"tenant_id", "t1"}};
  EXPECT_EQ(decide(document).code, "invalid_payload");
  EXPECT_EQ(decide(document).status, 400);
  EXPECT_EQ(decide(document).faults.size(), 2U);
  document["payload"] = goodPayload("count");
  EXPECT_EQ(decide(document).code, "idempotency_key_required");
  document["idempotency_key"] = "key-1";
  EXPECT_EQ(decide(document).code, "signature_required");
  EXPECT_EQ(outcomes(decide(document).checks), "passed passed passed passed passed failed");
  document["signature"] = test::envelope(document, test::Signer(1), "k1");
  EXPECT_EQ(decide(document).code, "allowed");
  EXPECT_EQ(decide(document).status, 200);
}

TEST_F(Evaluate, AnotherTenantsThingIsToldFromNoneByNothing) {
  test::Object missing = test::request("book", "crew", goodPayload("book"));
  test::Object foreign = missing;
  missing["entity"] = nullptr;
  foreign["entity"] = {{"id", "e1"}, {"tenant_id", "t2"}};
  const Explanation a = explained(missing);
  const Explanation b = explained(foreign);
  EXPECT_EQ(a.verdict.code, "not_found");
  EXPECT_EQ(a.verdict.message, b.verdict.message);
  EXPECT_EQ(changeOf(a), changeOf(b));
  EXPECT_EQ(a.details, b.details);
}

TEST_F(Evaluate, AnEntityIsNeededOnlyWhereTheRegistrySaysSo) {
  test::Object document = test::request("book", "crew", goodPayload("book"));
  document.erase("entity");
  EXPECT_EQ(decide(document).code, "not_found");
  for (const char* action : {"open", "ping"}) {
    document["action"] = action;
    document["payload"] = goodPayload(action);
    EXPECT_EQ(decide(document).code, "allowed") << action;
    EXPECT_EQ(decide(document).checks[2], Outcome::kNotNeeded);
  }
  document["entity"] = {{"id", "e1"}, {"tenant_id", "t2"}};
  EXPECT_EQ(decide(document).code, "not_found");  // named all the same
}

TEST_F(Evaluate, IdempotencyKeysAreVisibleAscii) {
  test::Object document = test::request("book", "crew", goodPayload("book"));
  for (const auto& [key, code] : std::vector<std::pair<std::string, std::string>>{
           {"k", "allowed"},
           {std::string(255, 'k'), "allowed"},
           {"", "idempotency_key_required"},
           {"a b", "idempotency_key_required"},
           {"é", "idempotency_key_required"},
           {std::string(256, 'k'), "idempotency_key_required"}}) {
    document["idempotency_key"] = key;
    EXPECT_EQ(decide(document).code, code) << key;
  }
}

TEST_F(Evaluate, ARoleThatIsNotDeclaredMayDoNothing) {
  EXPECT_EQ(decide(test::request("look", "stowaway", goodPayload("look"))).code,
            "role_not_allowed");
}

TEST_F(Evaluate, RefusesMalformedRequests) {
  const test::Object good = test::request("book", "crew", goodPayload("book"));
  const auto pathOfFault = [&](std::string_view member, test::Value value) {
    test::Object document = good;
    document[member] = std::move(value);
    const test::Asked asked(document);
    EXPECT_EQ(asked.request ? "" : asked.request.error().code, "request_invalid");
    return asked.request ? "none" : asked.request.error().path;
  };
  EXPECT_EQ(pathOfFault("action", ""), "/action");
  EXPECT_EQ(pathOfFault("principal", test::Object()), "/principal/user_id");
  EXPECT_EQ(pathOfFault("principal", parsed(R"({"user_id":"u","tenant_id":"","role":"r"})")),
            "/principal/tenant_id");
  EXPECT_EQ(pathOfFault("entity", parsed(R"({"id":"e"})")), "/entity/tenant_id");
  EXPECT_EQ(pathOfFault("idempotency_key", 5), "/idempotency_key");
  EXPECT_EQ(pathOfFault("signing_keys", parsed(R"([{"key_id":"k","public_key":"AA"}])")),
            "/signing_keys/0/public_key");
  EXPECT_EQ(pathOfFault("nonce_used", 1), "/nonce_used");
  EXPECT_EQ(pathOfFault("now", "noon"), "/now");
  EXPECT_EQ(pathOfFault("colour", "red"), "/colour");
}

TEST_F(Evaluate, ExplainDecidesEveryCheckByItself) {
  test::Object document = test::request("count", "crew", parsed(R"({"new_quantity":-1})"));
  document["idempotency_key"] = nullptr;
  const Explanation explanation = explained(document);
  EXPECT_EQ(explanation.verdict.code, "role_not_allowed");
  EXPECT_EQ(outcomes(explanation.verdict.checks),
            "passed failed not_reached not_reached not_reached not_reached");
  EXPECT_EQ(outcomes(explanation.checks), "passed failed passed failed failed failed");
  EXPECT_EQ(explanation.changes.front().code, "role_not_allowed");
  EXPECT_EQ(explanation.changes.front().to, "officer");
  EXPECT_EQ(changeOf(explanation),
            "Let somebody with the role officer do it. "
            "Change the payload: /new_quantity: at least 0. "
            "Send an idempotency key, a new one for each thing to be done. "
            "Sign the request by ed25519 or attestation.");
}

TEST_F(Evaluate, ExplainOfAnAllowedRequestAsksForNoChange) {
  const Explanation explanation = explained(test::request("look", "crew", goodPayload("look")));
  EXPECT_TRUE(explanation.verdict.allowed);
  EXPECT_TRUE(explanation.changes.empty());
}

TEST_F(Evaluate, ExplainFindsTheActionThatWasMeant) {
  const auto change = [&](std::string_view action, std::string_view role) {
    return changeOf(explained(test::request(action, role, test::Object())));
  };
  EXPECT_EQ(change("bokk", "crew"), "Ask for the action book.");
  EXPECT_EQ(change("coun", "captain"), "Ask for the action count.");
  EXPECT_EQ(change("scuttle_the_ship", "captain"), "Ask for an action that the registry has.");
  // Crew are not told of actions that they may not see: "counts" is nearest to "count".
  EXPECT_EQ(change("counts", "crew").find("count"), std::string::npos);
  const Explanation explanation = explained(test::request("bokk", "crew", test::Object()));
  EXPECT_EQ(explanation.checks[1], Outcome::kNotReached);
}

}  // namespace
}  // namespace fairlead::action
