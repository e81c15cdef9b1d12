#include "tests/core/action/model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <sodium.h>

#include "core/action/evaluate.h"
#include "tests/core/action/support.h"

namespace fairlead::action::test {
namespace {

using Faults = std::set<std::string>;

constexpr double kLargestSafe = 9007199254740991;

std::string str(const Value& value) {
  return std::string(value.as_string());
}

bool lists(const Value& array, const Value& wanted) {
  for (const Value& item : array.as_array())
    if (item == wanted) return true;
  return false;
}

std::size_t lengthOf(const std::string& utf8) {
  std::size_t points = 0;
  for (const char byte : utf8)
    if ((byte & 0xC0) != 0x80) ++points;
  return points;
}

void checkBounds(const Object& rule, double measure, const std::string& below,
                 const std::string& above, const std::string& at, Faults& faults) {
  if (rule.contains("min") && measure < rule.at("min").to_number<double>())
    faults.insert(below + " " + at);
  if (rule.contains("max") && measure > rule.at("max").to_number<double>())
    faults.insert(above + " " + at);
}

/// Whether the text has a character of the set wherever the form has an x, and is the form
/// elsewhere.
bool hasForm(const std::string& text, const std::string& form, const std::string& set) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (form[i] == 'x' ? set.find(text[i]) == set.npos : text[i] != form[i]) return false;
  return true;
}

/// The patterns that the tests' registries have, each said in another way.
bool fitsPattern(const std::string& pattern, const std::string& text) {
  if (pattern == "b") return text.find('b') != text.npos;
  if (pattern == "^[ab]*$") return text.find_first_not_of("ab") == text.npos;
  if (pattern == "^[a-zé]*$")
    return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzé") == text.npos;
  std::abort();
}

bool isRealDate(const std::string& text) {
  if (!hasForm(text, "xxxx-xx-xx", "0123456789")) return false;
  const int year = std::stoi(text.substr(0, 4));
  const int month = std::stoi(text.substr(5, 2));
  const int day = std::stoi(text.substr(8, 2));
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

/// A day, the letter T, a time of the day with or without a fraction, and Z or an offset.
bool isMoment(const std::string& text) {
  const std::string digits = "0123456789";
  if (text.size() < 20 || !isRealDate(text.substr(0, 10))) return false;
  if (!hasForm(text.substr(10, 9), "Txx:xx:xx", digits)) return false;
  const auto number = [&](std::size_t at) { return std::stoi(text.substr(at, 2)); };
  if (number(11) > 23 || number(14) > 59 || number(17) > 59) return false;
  std::string rest = text.substr(19);
  if (rest[0] == '.') rest = rest.substr(std::min(rest.size(), rest.find_first_not_of(digits, 1)));
  return rest == "Z" || hasForm(rest, "+xx:xx", digits);
}

void checkValue(const Object& rule, const Value& value, const std::string& at, Faults& faults) {
  const std::string type = str(rule.at("type"));
  if (type == "integer" || type == "number") {
    const double number = value.is_number() ? value.to_number<double>() : NAN;
    const bool whole = std::fmod(number, 1) == 0;
    if (!(std::fabs(number) <= kLargestSafe) || (type == "integer" && !whole))
      faults.insert("type " + at);
    else
      checkBounds(rule, value.to_number<double>(), "minimum", "maximum", at, faults);
  } else if (type == "boolean") {
    if (!value.is_bool()) faults.insert("type " + at);
  } else if (type == "array") {
    if (!value.is_array()) {
      faults.insert("type " + at);
      return;
    }
    checkBounds(rule, static_cast<double>(value.as_array().size()), "length", "length", at, faults);
    for (std::size_t i = 0; i < value.as_array().size(); ++i)
      checkValue(rule.at("items").as_object(), value.as_array()[i], at + "/" + std::to_string(i),
                 faults);
  } else if (!value.is_string()) {
    faults.insert("type " + at);
  } else if (type == "enum") {
    if (!lists(rule.at("enum"), value)) faults.insert("enum " + at);
  } else if (type == "date") {
    if (!isRealDate(str(value))) faults.insert("format " + at);
  } else if (type == "datetime") {
    if (!isMoment(str(value))) faults.insert("format " + at);
  } else if (type == "uuid") {
    const std::string form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (!hasForm(str(value), form, "0123456789abcdefABCDEF")) faults.insert("format " + at);
  } else if (str(value).find('\0') != std::string::npos) {
    faults.insert("format " + at);
  } else {
    checkBounds(rule, static_cast<double>(lengthOf(str(value))), "length", "length", at, faults);
    if (rule.contains("pattern") && !fitsPattern(str(rule.at("pattern")), str(value)))
      faults.insert("pattern " + at);
  }
}

Faults checkPayload(const Array& fields, const Object& payload) {
  Faults faults;
  std::set<std::string> names;
  for (const Value& field : fields) {
    const std::string name = str(field.at("name"));
    names.insert(name);
    if (payload.contains(name))
      checkValue(field.as_object(), payload.at(name), "/" + name, faults);
    else if (field.at("required").as_bool())
      faults.insert("required /" + name);
  }
  for (const auto& member : payload)
    if (!names.contains(std::string(member.key())))
      faults.insert("unknown /" + std::string(member.key()));
  return faults;
}

std::string sha256(const std::string& text) {
  unsigned char digest[32];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  char hex[65];
  sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
  return hex;
}

std::string base64(const std::string& text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return "";
  return bytes.substr(0, size);
}

bool isSignedByKey(const Object& request, const Object& envelope) {
  Object document = envelope;
  document.erase("payload_hash");
  document.erase("signature");
  document["payload"] = request.at("payload");
  const std::string text = "fairlead-action-v1" + canonical(document);
  const std::string signature = base64(str(envelope.at("signature")));
  for (const Value& key : request.at("signing_keys").as_array()) {
    if (key.at("key_id") != envelope.at("key_id")) continue;
    if (key.as_object().contains("revoked") && key.at("revoked").as_bool()) return false;
    const std::string pub = base64(str(key.at("public_key")));
    return signature.size() == 64 &&
           crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       text.size(),
                                       reinterpret_cast<const unsigned char*>(pub.data())) == 0;
  }
  return false;
}

std::string judgeSignature(const Object& rule, const Object& request) {
  const Value* given = request.if_contains("signature");
  if (given == nullptr || given->is_null()) return "signature_required";
  if (!given->is_object()) return "signature_invalid";
  const Object& envelope = given->as_object();
  const Object& principal = request.at("principal").as_object();
  const Value* entity = request.if_contains("entity");

  const std::set<std::string> members = {
      "action",    "tenant_id", "entity_id",       "payload_hash", "nonce",  "signed_at",
      "signer_id", "key_id",    "role_at_signing", "method",       "reason", "signature"};
  std::set<std::string> found;
  for (const auto& member : envelope) found.insert(std::string(member.key()));
  if (found != members) return "signature_invalid";

  const std::size_t nonce = str(envelope.at("nonce")).size();
  const std::size_t reason = lengthOf(str(envelope.at("reason")));
  if (nonce < 16 || nonce > 128 || reason < 1 || reason > 500) return "signature_invalid";

  const std::string payloadHash = sha256(canonical(request.at("payload")));
  if (envelope.at("action") != request.at("action") ||
      envelope.at("tenant_id") != principal.at("tenant_id") ||
      envelope.at("entity_id") != (entity != nullptr ? entity->at("id") : Value()) ||
      envelope.at("payload_hash") != Value(payloadHash) ||
      envelope.at("signer_id") != principal.at("user_id") ||
      envelope.at("role_at_signing") != principal.at("role") ||
      !lists(rule.at("method"), envelope.at("method")))
    return "signature_invalid";
  if (envelope.at("method") == "ed25519") {
    if (!isSignedByKey(request, envelope)) return "signature_invalid";
  } else if (!envelope.at("key_id").is_null() || envelope.at("signature") != rule.at("sentence")) {
    return "signature_invalid";
  }

  const double now = request.at("now").to_number<double>();
  const double signedAt = envelope.at("signed_at").to_number<double>();
  const double maxAge = rule.contains("max_age_s") ? rule.at("max_age_s").to_number<double>() : 300;
  if (now > signedAt + maxAge || signedAt > now + 60) return "signature_stale";
  if (request.contains("nonce_used") && request.at("nonce_used").as_bool())
    return "signature_replayed";
  return "allowed";
}

/// 1 to 255 characters of ASCII that can be seen.
bool isKey(const Value& value) {
  if (!value.is_string()) return false;
  const std::string key = str(value);
  for (const char c : key)
    if (c < '!' || c > '~') return false;
  return key.size() >= 1 && key.size() <= 255;
}

const Object* findAction(const Object& registry, const Value& id) {
  for (const Value& action : registry.at("actions").as_array())
    if (action.at("id") == id) return &action.as_object();
  return nullptr;
}

}  // namespace

ModelVerdict decideByModel(const Object& registry, const Object& request) {
  const Object* action = findAction(registry, request.at("action"));
  if (action == nullptr) return {"action_unknown", {}};

  const Object& principal = request.at("principal").as_object();
  const Value& roles =
      action->contains("allowed_roles") ? action->at("allowed_roles") : registry.at("roles");
  if (!lists(roles, principal.at("role"))) return {"role_not_allowed", {}};

  const Value* entity = request.if_contains("entity");
  if (entity == nullptr) {
    const bool optional =
        action->at("entity").is_null() ||
        (action->contains("entity_required") && !action->at("entity_required").as_bool());
    if (!optional) return {"not_found", {}};
  } else if (entity->is_null() || entity->at("tenant_id") != principal.at("tenant_id")) {
    return {"not_found", {}};
  }

  if (!request.at("payload").is_object()) return {"invalid_payload", {"type "}};
  const Faults faults =
      checkPayload(action->at("fields").as_array(), request.at("payload").as_object());
  if (!faults.empty()) return {"invalid_payload", faults};

  const Value* key = request.if_contains("idempotency_key");
  if (action->at("idempotent").as_bool() && (key == nullptr || !isKey(*key)))
    return {"idempotency_key_required", {}};

  if (action->at("variant") != "SIGNED") return {"allowed", {}};
  return {judgeSignature(action->at("signature").as_object(), request), {}};
}

ModelVerdict decideByRule(const Registry& registry, const Object& request) {
  const Asked asked(request);
  if (!asked.request) return {"refused at " + asked.request.error().path, {}};
  const Result<Verdict> verdict = evaluate(registry, *asked.request);
  if (!verdict) return {"error at " + verdict.error().path, {}};
  const bool allowed = verdict->code == "allowed";
  if (verdict->allowed != allowed || allowed != (verdict->status < 400))
    return {"allowed without being so", {}};
  ModelVerdict result{std::string(verdict->code), {}};
  for (const Fault& fault : verdict->faults)
    result.faults.insert(std::string(fault.code) + " " + fault.path);
  return result;
}

}  // namespace fairlead::action::test
