#include "tests/core/action/cases.h"

#include "tests/core/action/support.h"

namespace fairlead::action::test {
namespace {

constexpr std::string_view kKinds[] = {
    "none",         "attested",       "mistyped",       "malformed",      "replayed",
    "stale",        "ahead",          "another action", "another tenant", "another thing",
    "another role", "another signer", "other payload",  "short nonce",    "long nonce",
    "no reason",    "long reason",    "good",           "wrong key",      "revoked key",
    "unknown key",  "changed after"};

/// Those that need no key.
constexpr std::string_view kTypedKinds[] = {"none",        "attested",        "mistyped",
                                            "malformed",   "typed late",      "typed early",
                                            "typed twice", "typed elsewhere", "typed for more"};

struct Signers {
  Signer own{1}, revoked{2}, stranger{3};
};

const Signers& signers() {
  static const Signers all;  // making keys is slow
  return all;
}

/// What is changed of an envelope, by the name of how it is signed.
Object changesFor(std::string_view how, std::int64_t now) {
  if (how == "another action") return {{"action", "ping"}};
  if (how == "another tenant") return {{"tenant_id", "t9"}};
  if (how == "another thing") return {{"entity_id", "e9"}};
  if (how == "another role") return {{"role_at_signing", "cook"}};
  if (how == "another signer") return {{"signer_id", "u9"}};
  if (how == "stale") return {{"signed_at", now - 301}};
  if (how == "ahead") return {{"signed_at", now + 61}};
  if (how == "other payload") return {{"payload_hash", std::string(64, 'f')}};
  if (how == "short nonce") return {{"nonce", std::string(15, 'n')}};
  if (how == "long nonce") return {{"nonce", std::string(129, 'n')}};
  if (how == "no reason") return {{"reason", ""}};
  if (how == "long reason") return {{"reason", std::string(501, 'r')}};
  return {};
}

Value signatureOf(const Object& request, std::string_view how) {
  const auto now = static_cast<std::int64_t>(request.at("now").to_number<double>());
  if (how == "malformed") return "signed";
  if (how == "mistyped") return attestation(request, "I have.");
  if (how == "wrong key") return envelope(request, signers().stranger, "k1");
  if (how == "revoked key") return envelope(request, signers().revoked, "k2");
  if (how == "unknown key") return envelope(request, signers().own, "k3");
  return envelope(request, signers().own, "k1", changesFor(how, now));
}

bool isSigned(std::string_view action) {
  return action == "count" || action == "close";
}

}  // namespace

std::span<const std::string_view> signatureKinds() {
  return kKinds;
}

void sign(Object& request, std::string_view how) {
  if (how == "none") return;
  if (how == "attested" || how.starts_with("typed "))
    request["signature"] = attestation(request, kSentence);
  else
    request["signature"] = signatureOf(request, how);
  if (how == "replayed" || how == "typed twice") request["nonce_used"] = true;
  if (how == "typed late") request["now"] = request["now"].to_number<double>() + 601;
  if (how == "typed early") request["now"] = request["now"].to_number<double>() - 600;
  if (how == "typed elsewhere") request["signature"].as_object()["entity_id"] = "e9";
  if (how == "typed for more") request["payload"].emplace_object()["f9"] = 1;
  if (how == "changed after") request["signature"].as_object()["reason"] = "another one";
}

void forEachRequest(const std::function<void(const Object&)>& visit) {
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
            // Where no signature is needed, three stand for all.
            for (const std::string_view kind :
                 signatureKinds().first(isSigned(action) ? std::size(kKinds) : 3)) {
              const bool good = std::string_view(payload) == "good";
              Object request =
                  test::request(action, role, good ? goodPayload(action) : parsed(payload));
              request.erase("entity");
              request.erase("idempotency_key");
              if (*entity != '\0') request["entity"] = parsed(entity);
              if (*key != '\0') request["idempotency_key"] = parsed(key);
              sign(request, kind);
              visit(request);
            }
}

Object Dice::registry() {
  const int variant = upTo(2);
  Array fields;
  for (int i = upTo(4); i > 0; --i) {
    Object field = rule(true);
    field["name"] = "f" + std::to_string(i);
    field["required"] = oneIn(2);
    fields.push_back(std::move(field));
  }
  constexpr const char* kVariants[] = {"READ", "MUTATE", "SIGNED"};
  Object action = {{"id", "act"},
                   {"domain", "d"},
                   {"entity", oneIn(3) ? Value() : Value("part")},
                   {"label", "Act"},
                   {"variant", kVariants[variant]},
                   {"fields", std::move(fields)},
                   {"idempotent", variant != 0 && oneIn(2)},
                   {"success_status", oneIn(2) ? 200 : 201},
                   {"keywords", Array()}};
  if (!action["entity"].is_null() && oneIn(3)) action["entity_required"] = oneIn(2);
  if (variant == 2 || oneIn(2)) action["allowed_roles"] = roles();
  if (variant == 2) action["signature"] = signature();
  return {{"version", "1"},
          {"roles", {"crew", "officer", "captain"}},
          {"actions", Array{std::move(action)}}};
}

Object Dice::request(const Object& registry) {
  const Value& action = registry.at("actions").as_array()[0];
  Object payload;
  for (const Value& field : action.at("fields").as_array())
    if (field.at("required").as_bool() ? !oneIn(20) : oneIn(2))
      payload[field.at("name").as_string()] = value(field.as_object());
  if (oneIn(20)) payload["g1"] = 1;
  constexpr const char* kRoles[] = {"crew", "officer", "captain", "captain", "cook"};
  Object request = test::request(oneIn(50) ? "acts" : "act", kRoles[upTo(4)], std::move(payload));
  if (oneIn(100)) request["payload"] = anything();
  if (oneIn(5))
    request.erase("entity");
  else if (oneIn(10))
    request["entity"] = nullptr;
  else if (oneIn(10))
    request["entity"].as_object()["tenant_id"] = "t2";
  if (oneIn(5))
    request["idempotency_key"] = nullptr;
  else if (oneIn(5))
    request["idempotency_key"] = key();
  request["now"] = kNow + upTo(1000) / 2.0 - 100;
  if (action.at("variant") == "SIGNED")
    sign(request, signatureFor(action.at("signature").as_object()));
  return request;
}

Array Dice::roles() {
  switch (upTo(3)) {
    case 0:
      return {"crew", "captain"};
    case 1:
      return Array{"captain"};
    case 2:
      return {"officer", "captain"};
    default:
      return {"captain", "officer", "crew"};
  }
}

/// Mostly one that is attested: verifying keys takes longer than all the rest.
Object Dice::signature() {
  Object signature;
  if (oneIn(20)) {
    signature["method"] = Array{"ed25519"};
  } else {
    signature["method"] = oneIn(2) ? Array{"attestation", "ed25519"} : Array{"attestation"};
    signature["sentence"] = kSentence;
  }
  if (oneIn(2)) signature["max_age_s"] = 1 + upTo(600);
  return signature;
}

/// Mostly a good one, and mostly one by typing where that is allowed.
std::string_view Dice::signatureFor(const Object& rule) {
  const bool typed = rule.contains("sentence") && !oneIn(40);
  if (!typed) return oneIn(2) ? "good" : kKinds[upTo(std::size(kKinds) - 1)];
  return oneIn(2) ? "attested" : kTypedKinds[upTo(std::size(kTypedKinds) - 1)];
}

Object Dice::rule(bool mayBeArray) {
  constexpr const char* kTypes[] = {"string", "uuid",     "integer", "number", "boolean",
                                    "date",   "datetime", "enum",    "array"};
  const std::string type = kTypes[upTo(mayBeArray ? 8 : 7)];
  Object rule = {{"type", type}};
  const bool bounded = type == "string" || type == "integer" || type == "number" || type == "array";
  const int low = upTo(3);
  if (bounded && oneIn(2)) rule["min"] = low;
  if (bounded && oneIn(2)) rule["max"] = low + upTo(2);
  if (type == "string" && oneIn(2)) rule["pattern"] = oneIn(2) ? "^[ab]*$" : "b";
  if (type == "enum") rule["enum"] = {"a", "b"};
  if (type == "array") rule["items"] = this->rule(false);
  return rule;
}

Value Dice::anything() {
  static const Value kValues[] = {nullptr,
                                  true,
                                  0,
                                  1,
                                  2.5,
                                  -1,
                                  9007199254740991,
                                  9007199254740992,
                                  -9007199254740993,
                                  1e300,
                                  "",
                                  "a",
                                  "b",
                                  "ab",
                                  "abé",
                                  Value(std::string_view("a\0b", 3)),
                                  "2024-02-29",
                                  "2023-02-29",
                                  "2024-02-29T23:59:59Z",
                                  "2024-02-29T24:00:00Z",
                                  "2024-02-29T23:59:59",
                                  "0f8fad5b-d9cb-469f-a165-70867728950e",
                                  Array(),
                                  Array{1, 2},
                                  Object()};
  return kValues[upTo(std::size(kValues) - 1)];
}

/// A text that fits its type, most of the time.
std::string Dice::text(const Object& rule) {
  const String& type = rule.at("type").as_string();
  if (type == "date") return oneIn(10) ? "2026-02-30" : "2026-02-28";
  if (type == "datetime")
    return oneIn(10)  ? "2026-02-28T23:60:00Z"
           : oneIn(2) ? "2026-02-28T23:59:59.5+05:30"
                      : "2026-02-28T00:00:00Z";
  if (type == "uuid") return "0f8fad5b-d9cb-469f-a165-70867728950e";
  if (type == "enum") return oneIn(10) ? "c" : "a";
  return std::string(static_cast<std::size_t>(upTo(5)), oneIn(2) ? 'a' : 'b');
}

Value Dice::value(const Object& rule) {
  if (oneIn(15)) return anything();
  const String& type = rule.at("type").as_string();
  if (type == "integer") return upTo(5);
  if (type == "number") return upTo(10) / 2.0;
  if (type == "boolean") return oneIn(2);
  if (type != "array") return Value(text(rule));
  Array items;
  for (int i = upTo(4); i > 0; --i) items.push_back(value(rule.at("items").as_object()));
  return items;
}

std::string_view Dice::key() {
  static const std::string kLongest(255, 'k'), kTooLong(256, 'k');
  switch (upTo(4)) {
    case 0:
      return "";
    case 1:
      return "a b";
    case 2:
      return "é";
    case 3:
      return kLongest;
    default:
      return kTooLong;
  }
}

}  // namespace fairlead::action::test
