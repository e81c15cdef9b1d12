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
  Verdict decide(const dom::Object& document) const {
    const Result<Request> request = readRequest(document);
    EXPECT_TRUE(request) << request.error().path << request.error().message;
    const Result<Verdict> verdict = evaluate(registry_, *request);
    EXPECT_TRUE(verdict);
    return *verdict;
  }

  Explanation explained(const dom::Object& document) const {
    return *explain(registry_, *readRequest(document));
  }

  const Registry registry_ = test::loaded(test::smallRegistry());
};

std::string outcomes(const Verdict& verdict) {
  std::string result;
  for (const CheckOutcome& check : verdict.checks)
    result += (result.empty() ? "" : " ") + std::string(nameOf(check.outcome));
  return result;
}

TEST_F(Evaluate, AllowsWhatTheRegistryAllows) {
  const Verdict verdict = decide(test::request("book", "crew", goodPayload("book")));
  EXPECT_TRUE(verdict.allowed);
  EXPECT_EQ(verdict.status, 201);
  EXPECT_EQ(verdict.code, "allowed");
  EXPECT_EQ(outcomes(verdict), "passed passed passed passed passed not_needed");
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
  dom::Object document = test::request("unknown", "crew", parsed(R"({"quantity":1})"));
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
  EXPECT_EQ(outcomes(decide(document)), "passed passed passed passed passed failed");
  document["signature"] = test::envelope(document, test::Signer(1), "k1");
  EXPECT_EQ(decide(document).code, "allowed");
  EXPECT_EQ(decide(document).status, 200);
}

TEST_F(Evaluate, AnotherTenantsThingIsToldFromNoneByNothing) {
  dom::Object missing = test::request("book", "crew", goodPayload("book"));
  dom::Object foreign = missing;
  missing["entity"] = nullptr;
  foreign["entity"] = {{"id", "e1"}, {"tenant_id", "t2"}};
  const Explanation a = explained(missing);
  const Explanation b = explained(foreign);
  EXPECT_EQ(a.verdict.code, "not_found");
  EXPECT_EQ(a.verdict.message, b.verdict.message);
  EXPECT_EQ(a.nearest->change, b.nearest->change);
  for (std::size_t i = 0; i < a.checks.size(); ++i)
    EXPECT_EQ(a.checks[i].detail, b.checks[i].detail);
}

TEST_F(Evaluate, AnEntityIsNeededOnlyWhereTheRegistrySaysSo) {
  dom::Object document = test::request("book", "crew", goodPayload("book"));
  document.erase("entity");
  EXPECT_EQ(decide(document).code, "not_found");
  for (const char* action : {"open", "ping"}) {
    document["action"] = action;
    document["payload"] = goodPayload(action);
    EXPECT_EQ(decide(document).code, "allowed") << action;
    EXPECT_EQ(decide(document).checks[2].outcome, Outcome::kNotNeeded);
  }
  document["entity"] = {{"id", "e1"}, {"tenant_id", "t2"}};
  EXPECT_EQ(decide(document).code, "not_found");  // named all the same
}

TEST_F(Evaluate, IdempotencyKeysAreVisibleAscii) {
  dom::Object document = test::request("book", "crew", goodPayload("book"));
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
  const dom::Object good = test::request("book", "crew", goodPayload("book"));
  const auto pathOfFault = [&](std::string_view member, dom::Value value) {
    dom::Object document = good;
    document[member] = std::move(value);
    const Result<Request> request = readRequest(document);
    EXPECT_EQ(request ? "" : request.error().code, "request_invalid");
    return request ? "none" : request.error().path;
  };
  EXPECT_EQ(pathOfFault("action", ""), "/action");
  EXPECT_EQ(pathOfFault("principal", dom::Object()), "/principal/user_id");
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
  dom::Object document = test::request("count", "crew", parsed(R"({"new_quantity":-1})"));
  document["idempotency_key"] = nullptr;
  const Explanation explanation = explained(document);
  EXPECT_EQ(explanation.verdict.code, "role_not_allowed");
  EXPECT_EQ(outcomes(explanation.verdict),
            "passed failed not_reached not_reached not_reached not_reached");
  std::string all;
  for (const ExplainedCheck& check : explanation.checks)
    all += std::string(nameOf(check.outcome)) + " ";
  EXPECT_EQ(all, "passed failed passed failed failed failed ");
  EXPECT_EQ(explanation.nearest->code, "role_not_allowed");
  EXPECT_EQ(explanation.nearest->change,
            "Let somebody with the role officer do it. "
            "Change the payload: /new_quantity: at least 0. "
            "Send an idempotency key, a new one for each thing to be done. "
            "Sign the request by ed25519 or attestation.");
}

TEST_F(Evaluate, ExplainOfAnAllowedRequestAsksForNoChange) {
  const Explanation explanation = explained(test::request("look", "crew", goodPayload("look")));
  EXPECT_TRUE(explanation.verdict.allowed);
  EXPECT_FALSE(explanation.nearest.has_value());
}

TEST_F(Evaluate, ExplainFindsTheActionThatWasMeant) {
  const auto change = [&](std::string_view action, std::string_view role) {
    return explained(test::request(action, role, dom::Object())).nearest->change;
  };
  EXPECT_EQ(change("bokk", "crew"), "Ask for the action book.");
  EXPECT_EQ(change("coun", "captain"), "Ask for the action count.");
  EXPECT_EQ(change("scuttle_the_ship", "captain"), "Ask for an action that the registry has.");
  // Crew are not told of actions that they may not see: "counts" is nearest to "count".
  EXPECT_EQ(change("counts", "crew").find("count"), std::string::npos);
  const Explanation explanation = explained(test::request("bokk", "crew", dom::Object()));
  EXPECT_EQ(explanation.checks[1].outcome, Outcome::kNotReached);
}

}  // namespace
}  // namespace fairlead::action
