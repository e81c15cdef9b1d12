// The rule against its second statement: everything that a check looks at, in every combination,
// and then at random.
#include "tests/core/action/model.h"

#include <map>
#include <random>
#include <span>

#include <gtest/gtest.h>

#include "core/action/evaluate.h"
#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

test::ModelVerdict decide(const Registry& registry, const test::Object& document) {
  const test::Asked asked(document);
  if (!asked.request) return {"error " + asked.request.error().path, {}};
  const Result<Verdict> verdict = evaluate(registry, *asked.request);
  if (!verdict) return {"error " + verdict.error().path, {}};
  test::ModelVerdict result{std::string(verdict->code), {}};
  for (const Fault& fault : verdict->faults)
    result.faults.insert(std::string(fault.code) + " " + fault.path);
  EXPECT_EQ(verdict->allowed, verdict->code == "allowed");
  EXPECT_EQ(verdict->allowed, verdict->status < 400);
  return result;
}

constexpr std::string_view kSignatures[] = {
    "none",           "good",           "wrong key",     "revoked key",  "unknown key",
    "another action", "another tenant", "another thing", "another role", "another signer",
    "stale",          "ahead",          "replayed",      "attested",     "mistyped",
    "malformed",      "other payload",  "changed after"};

/// Gives the request a signature that is as the word says.
void sign(test::Object& request, std::string_view how) {
  const auto now = static_cast<std::int64_t>(request.at("now").to_number<double>());
  static const test::Signer own(1);
  const std::map<std::string_view, test::Object> changes = {
      {"another action", {{"action", "ping"}}},
      {"another tenant", {{"tenant_id", "t9"}}},
      {"another thing", {{"entity_id", "e9"}}},
      {"another role", {{"role_at_signing", "cook"}}},
      {"another signer", {{"signer_id", "u9"}}},
      {"stale", {{"signed_at", now - 301}}},
      {"ahead", {{"signed_at", now + 61}}},
      {"other payload", {{"payload_hash", std::string(64, 'f')}}},
  };
  if (how == "none") return;
  if (how == "wrong key")
    request["signature"] = test::envelope(request, test::Signer(3), "k1");
  else if (how == "revoked key")
    request["signature"] = test::envelope(request, test::Signer(2), "k2");
  else if (how == "unknown key")
    request["signature"] = test::envelope(request, own, "k3");
  else if (how == "attested")
    request["signature"] = test::attestation(request, test::kSentence);
  else if (how == "mistyped")
    request["signature"] = test::attestation(request, "I have.");
  else if (how == "malformed")
    request["signature"] = "signed";
  else if (const auto change = changes.find(how); change != changes.end())
    request["signature"] = test::envelope(request, own, "k1", change->second);
  else
    request["signature"] = test::envelope(request, own, "k1");
  if (how == "replayed") request["nonce_used"] = true;
  if (how == "changed after") request["signature"].as_object()["reason"] = "another one";
}

/// Where no signature is needed, three stand for all.
std::span<const std::string_view> signaturesFor(std::string_view action) {
  const bool isSigned = action == "count" || action == "close";
  return std::span(kSignatures).first(isSigned ? std::size(kSignatures) : 3);
}

/// Calls `visit` with every combination over the small registry.
template <typename Visit>
void forEachRequest(Visit visit) {
  const char* entities[] = {"", "null", R"({"id":"e1","tenant_id":"t1"})",
                            R"({"id":"e1","tenant_id":"t2"})"};
  const char* payloads[] = {"good", "{}", R"({"quantity":5,"new_quantity":7})",
                            R"({"quantity":0,"note":"X"})", "[]"};
  const char* keys[] = {"", "null", R"("")", R"("key-1")"};
  for (const char* action : {"look", "book", "open", "ping", "count", "close", "sink"})
    for (const char* role : {"crew", "officer", "captain", "cook"})
      for (const char* entity : entities)
        for (const char* payload : payloads)
          for (const char* key : keys)
            for (const std::string_view signature : signaturesFor(action)) {
              const bool good = std::string_view(payload) == "good";
              test::Object request = test::request(
                  action, role, good ? test::goodPayload(action) : test::parsed(payload));
              request.erase("entity");
              request.erase("idempotency_key");
              if (*entity != '\0') request["entity"] = test::parsed(entity);
              if (*key != '\0') request["idempotency_key"] = test::parsed(key);
              sign(request, signature);
              visit(request);
            }
}

TEST(Model, AgreesOnEveryCombination) {
  const test::Object document = test::parsed(test::smallRegistry()).as_object();
  const Registry registry = test::loaded(test::smallRegistry());
  std::map<std::string, int> seen;
  forEachRequest([&](const test::Object& request) {
    const test::ModelVerdict expected = test::decideByModel(document, request);
    const test::ModelVerdict actual = decide(registry, request);
    ++seen[expected.code];
    ASSERT_EQ(actual.code, expected.code) << test::Value(request);
    ASSERT_EQ(actual.faults, expected.faults) << test::Value(request);
  });
  for (const char* code : {"allowed", "action_unknown", "role_not_allowed", "not_found",
                           "invalid_payload", "idempotency_key_required", "signature_required",
                           "signature_invalid", "signature_stale", "signature_replayed"})
    EXPECT_GT(seen[code], 0) << code;
}

/// Random registries of one action, and requests for it that are mostly nearly right.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  int upTo(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n + 1)); }
  bool oneIn(int n) { return upTo(n - 1) == 0; }

  test::Object registry() {
    const int variant = upTo(2);
    test::Array fields;
    for (int i = upTo(4); i > 0; --i) {
      test::Object field = rule(true);
      field["name"] = "f" + std::to_string(i);
      field["required"] = oneIn(2);
      fields.push_back(std::move(field));
    }
    test::Object action = {{"id", "act"},
                           {"domain", "d"},
                           {"entity", oneIn(3) ? test::Value() : test::Value("part")},
                           {"label", "Act"},
                           {"variant", variant == 0   ? "READ"
                                       : variant == 1 ? "MUTATE"
                                                      : "SIGNED"},
                           {"fields", std::move(fields)},
                           {"idempotent", variant != 0 && oneIn(2)},
                           {"success_status", oneIn(2) ? 200 : 201},
                           {"keywords", test::Array()}};
    if (!action["entity"].is_null() && oneIn(3)) action["entity_required"] = oneIn(2);
    if (variant == 2 || oneIn(2)) action["allowed_roles"] = roles();
    if (variant == 2) action["signature"] = signature();
    return {{"version", "1"},
            {"roles", {"crew", "officer", "captain"}},
            {"actions", test::Array{std::move(action)}}};
  }

  test::Object request(const test::Object& registry) {
    const test::Value& action = registry.at("actions").as_array()[0];
    test::Object payload;
    for (const test::Value& field : action.at("fields").as_array())
      if (field.at("required").as_bool() ? !oneIn(20) : oneIn(2))
        payload[field.at("name").as_string()] = value(field.as_object());
    if (oneIn(20)) payload["g1"] = 1;
    const char* roleNames[] = {"crew", "officer", "captain", "captain", "cook"};
    test::Object request =
        test::request(oneIn(50) ? "acts" : "act", roleNames[upTo(4)], std::move(payload));
    if (oneIn(5))
      request.erase("entity");
    else if (oneIn(10))
      request["entity"] = nullptr;
    else if (oneIn(10))
      request["entity"].as_object()["tenant_id"] = "t2";
    if (oneIn(5)) request["idempotency_key"] = nullptr;
    request["now"] = test::kNow + upTo(500) - 100;
    if (action.at("variant") == "SIGNED")
      sign(request, oneIn(2) ? "good" : kSignatures[upTo(std::size(kSignatures) - 1)]);
    return request;
  }

 private:
  test::Array roles() {
    switch (upTo(3)) {
      case 0:
        return {"crew", "captain"};
      case 1:
        return test::Array{"captain"};
      case 2:
        return {"officer", "captain"};
      default:
        return {"captain", "officer", "crew"};
    }
  }

  test::Object signature() {
    test::Object signature;
    switch (upTo(2)) {
      case 0:
        signature["method"] = test::Array{"ed25519"};
        break;
      case 1:
        signature["method"] = test::Array{"attestation"};
        break;
      default:
        signature["method"] = {"attestation", "ed25519"};
    }
    if (signature["method"].as_array().front() == "attestation")
      signature["sentence"] = test::kSentence;
    if (oneIn(2)) signature["max_age_s"] = 1 + upTo(600);
    return signature;
  }

  test::Object rule(bool mayBeArray) {
    const char* types[] = {"string",  "uuid", "integer", "number",
                           "boolean", "date", "enum",    "array"};
    const std::string type = types[upTo(mayBeArray ? 7 : 6)];
    test::Object rule = {{"type", type}};
    const bool bounded =
        type == "string" || type == "integer" || type == "number" || type == "array";
    const int low = upTo(3);
    if (bounded && oneIn(2)) rule["min"] = low;
    if (bounded && oneIn(2)) rule["max"] = low + upTo(2);
    if (type == "string" && oneIn(2)) rule["pattern"] = oneIn(2) ? "^[ab]*$" : "b";
    if (type == "enum") rule["enum"] = {"a", "b"};
    if (type == "array") rule["items"] = this->rule(false);
    return rule;
  }

  test::Value anything() {
    static const test::Value kValues[] = {nullptr,
                                          true,
                                          0,
                                          1,
                                          2.5,
                                          -1,
                                          "",
                                          "a",
                                          "b",
                                          "ab",
                                          "abé",
                                          "2024-02-29",
                                          "2023-02-29",
                                          "0f8fad5b-d9cb-469f-a165-70867728950e",
                                          test::Array(),
                                          test::Array{1, 2},
                                          test::Object()};
    return kValues[upTo(std::size(kValues) - 1)];
  }

  test::Value value(const test::Object& rule) {
    if (oneIn(15)) return anything();
    const std::string type(rule.at("type").as_string());
    if (type == "integer") return upTo(5);
    if (type == "number") return upTo(10) / 2.0;
    if (type == "boolean") return oneIn(2);
    if (type == "date") return oneIn(10) ? "2026-02-30" : "2026-02-28";
    if (type == "uuid") return "0f8fad5b-d9cb-469f-a165-70867728950e";
    if (type == "enum") return oneIn(10) ? "c" : "a";
    if (type == "string")
      return test::Value(std::string(static_cast<std::size_t>(upTo(5)), oneIn(2) ? 'a' : 'b'));
    test::Array items;
    for (int i = upTo(4); i > 0; --i) items.push_back(value(rule.at("items").as_object()));
    return items;
  }

  std::mt19937_64 random_;
};

TEST(Model, AgreesOnRandomRequests) {
  Dice dice(20'260'531);
  std::map<std::string, int> seen;
  for (int i = 0; i < 2'000; ++i) {
    const test::Object document = dice.registry();
    const Registry registry = test::loaded(test::textOf(document));
    for (int j = 0; j < 50; ++j) {
      const test::Object request = dice.request(document);
      const test::ModelVerdict expected = test::decideByModel(document, request);
      ++seen[expected.code];
      ASSERT_EQ(decide(registry, request), expected)
          << expected.code << " " << test::Value(document) << test::Value(request);
    }
  }
  EXPECT_GT(seen["allowed"], 10'000);
  EXPECT_GT(seen["invalid_payload"], 10'000);
  EXPECT_GT(seen["signature_invalid"], 1'000);
}

}  // namespace
}  // namespace fairlead::action
