#include "core/action/action_read.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/action/name.h"
#include "core/json/reader.h"

namespace fairlead::action {
namespace {

constexpr std::int64_t kMaxSignatureAgeS = 86'400;

/// Turns the registry's document into actions, with the roles at hand.
class ActionReader {
 public:
  explicit ActionReader(const std::vector<std::string>& roles) : roles_(roles) {}

  Result<Action> read(json::Value value, const json::Path& at) const;

 private:
  std::vector<std::string> readAllowedRoles(json::ObjectReader& in, Variant variant) const;
  static void readEntity(json::ObjectReader& in, Action& action);
  static void readVariant(json::ObjectReader& in, Action& action);
  static void readSignature(json::ObjectReader& in, Action& action);
  static void readFieldsOf(json::ObjectReader& in, Action& action);

  const std::vector<std::string>& roles_;
};

std::vector<std::string> ActionReader::readAllowedRoles(json::ObjectReader& in,
                                                        Variant variant) const {
  const auto named = in.optionalStrings("allowed_roles");
  if (!named) {
    if (variant == Variant::kSigned)
      in.refuse("member_missing", "A SIGNED action must name its roles.", "allowed_roles");
    return roles_;
  }
  if (named->empty())
    in.refuse("member_value",
              "At least one role must be named; a READ or MUTATE action that leaves "
              "\"allowed_roles\" out is for every role.",
              "allowed_roles");
  std::vector<std::string> ranked;
  std::ranges::copy_if(roles_, std::back_inserter(ranked), [&](const std::string& role) {
    return std::ranges::find(*named, role) != named->end();
  });
  if (ranked.size() != named->size())
    in.refuse("member_value", "Each role must be one of \"roles\", and be named once.",
              "allowed_roles");
  return ranked;
}

void ActionReader::readEntity(json::ObjectReader& in, Action& action) {
  if (!in.required("entity").isNull()) action.entity = readName(in, "entity");
  const auto required = in.optionalBoolean("entity_required");
  if (required.value_or(false) && !action.entity)
    in.refuse("member_value", "An action on no entity cannot require one.", "entity_required");
  action.entityRequired = required.value_or(action.entity.has_value());
}

void ActionReader::readVariant(json::ObjectReader& in, Action& action) {
  action.variant = static_cast<Variant>(in.choice("variant", {"READ", "MUTATE", "SIGNED"}));
  const bool isSigned = action.variant == Variant::kSigned;
  const auto signatureRequired = in.optionalBoolean("signature_required");
  if (signatureRequired && !(isSigned && *signatureRequired))
    in.refuse("member_value", "\"signature_required\" may be stated only as true, and for SIGNED.",
              "signature_required");
  const auto dropdownOnly = in.optionalBoolean("dropdown_only");
  if (isSigned && !dropdownOnly.value_or(true))
    in.refuse("member_value", "A SIGNED action is always dropdown_only.", "dropdown_only");
  action.dropdownOnly = dropdownOnly.value_or(isSigned);
  action.idempotent = in.boolean("idempotent");
  if (action.variant == Variant::kRead && action.idempotent)
    in.refuse("member_value", "A READ action changes nothing, so it takes no idempotency key.",
              "idempotent");
}

Result<SignatureRule> readSignatureRule(json::Value value, const json::Path& at) {
  json::ObjectReader in(value, at);
  SignatureRule rule;
  for (const std::string& name : in.strings("method")) {
    const Method method = name == "ed25519" ? Method::kEd25519 : Method::kAttestation;
    if (name != nameOf(method) || rule.allows(method))
      in.refuse("member_value", "A method is \"ed25519\" or \"attestation\", each at most once.",
                "method");
    rule.methods.push_back(method);
  }
  if (rule.methods.empty()) in.refuse("member_value", "At least one method is needed.", "method");
  rule.maxAgeS = in.optionalInteger("max_age_s", 1, kMaxSignatureAgeS).value_or(rule.maxAgeS);
  rule.sentence = readOptionalText(in, "sentence").value_or("");
  if (rule.allows(Method::kAttestation) != !rule.sentence.empty())
    in.refuse("member_value", "There is a sentence to type exactly when attestation is allowed.",
              "sentence");
  if (Result<void> done = in.finish(); !done) return std::unexpected(done.error());
  return rule;
}

void ActionReader::readSignature(json::ObjectReader& in, Action& action) {
  const std::optional<json::Value> value = in.optional("signature");
  const bool isSigned = action.variant == Variant::kSigned;
  if (isSigned != value.has_value())
    return in.refuse(isSigned ? "member_missing" : "member_value",
                     "An action says how it is signed exactly when its variant is SIGNED.",
                     "signature");
  if (!value) return;
  const json::Path at = in.path() / "signature";
  Result<SignatureRule> rule = readSignatureRule(*value, at);
  if (rule)
    action.signature = std::move(*rule);
  else
    in.take(std::unexpected(rule.error()));
}

void ActionReader::readFieldsOf(json::ObjectReader& in, Action& action) {
  const json::Value value = in.required("fields");
  if (!in.ok()) return;
  const json::Path at = in.path() / "fields";
  Result<std::vector<Field>> fields = readFields(value, at);
  if (fields)
    action.fields = std::move(*fields);
  else
    in.take(std::unexpected(fields.error()));
}

Result<Action> ActionReader::read(json::Value value, const json::Path& at) const {
  json::ObjectReader in(value, at);
  Action action;
  action.id = readName(in, "id");
  action.domain = readName(in, "domain");
  action.label = readText(in, "label");
  readEntity(in, action);
  readVariant(in, action);
  action.allowedRoles = readAllowedRoles(in, action.variant);
  readFieldsOf(in, action);
  readSignature(in, action);
  action.successStatus = static_cast<int>(in.integer("success_status", 200, 201));
  action.keywords = in.strings("keywords");
  if (std::ranges::find(action.keywords, "") != action.keywords.end())
    in.refuse("member_value", "A keyword cannot be empty.", "keywords");
  if (Result<void> done = in.finish(); !done) return std::unexpected(done.error());
  return action;
}

}  // namespace

Result<Action> readAction(json::Value value, const json::Path& at,
                          const std::vector<std::string>& roles) {
  return ActionReader(roles).read(value, at);
}

}  // namespace fairlead::action
