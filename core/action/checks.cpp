#include "core/action/checks.h"

#include <array>

#include "core/action/remedy.h"
#include "core/action/signature.h"
#include "core/action/text.h"
#include "core/words.h"

namespace fairlead::action {
namespace {

constexpr int kBadRequest = 400;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;

Finding passed() {
  return {};
}

Finding notNeeded() {
  Finding finding;
  finding.outcome = Outcome::kNotNeeded;
  return finding;
}

Finding failed(int status, std::string_view code, std::string message) {
  return {Outcome::kFailed, status, code, std::move(message), {}};
}

Finding decideAction(const Situation& s) {
  if (s.action != nullptr) return passed();
  return failed(kNotFound, "action_unknown", "There is no action " + cut(s.request.action) + ".");
}

Finding decideRole(const Situation& s) {
  const std::string_view role = s.request.principal.role;
  if (s.action->mayBeRunBy(role)) return passed();
  return failed(kForbidden, "role_not_allowed",
                s.action->label + " is not for the role " + words(cut(role)) + ".");
}

/// Another tenant's thing and one that does not exist must not be told apart.
Finding decideEntity(const Situation& s) {
  const Outcome outcome = judgeEntity(*s.action, s.request.principal, s.request.entity);
  if (outcome == Outcome::kPassed) return passed();
  if (outcome == Outcome::kNotNeeded) return notNeeded();
  const std::string kind = s.action->entity ? words(*s.action->entity) : "thing";
  if (s.request.entity.lookup == Lookup::kNotNamed)
    return failed(kNotFound, "not_found", s.action->label + " must name the " + kind + ".");
  return failed(kNotFound, "not_found", "There is no such " + kind + ".");
}

Finding decideFields(const Situation& s) {
  std::vector<Fault> faults = checkFields(s.action->fields, s.request.payload);
  if (faults.empty()) return passed();
  std::string message = faults.front().message;
  if (faults.size() > 1) message += " And " + counted(faults.size() - 1, "more fault") + ".";
  Finding finding = failed(kBadRequest, "invalid_payload", std::move(message));
  finding.faults = std::move(faults);
  return finding;
}

Finding decideIdempotency(const Situation& s) {
  if (!s.action->idempotent) return notNeeded();
  const std::optional<std::string_view> key = s.request.idempotencyKey;
  if (key && isVisibleAscii(*key, 1, kMaxIdempotencyKeyBytes)) return passed();
  return failed(kBadRequest, "idempotency_key_required",
                s.action->label +
                    " needs an idempotency key of 1 to 255 visible ASCII characters, so that "
                    "sending it twice does it once.");
}

Finding decideSignature(const Situation& s) {
  if (!s.action->signature) return notNeeded();
  const Result<void> good = checkSignature(*s.action, s.request);
  if (good) return passed();
  return failed(kBadRequest, good.error().code, good.error().message);
}

constexpr std::array<Check, kCheckNames.size()> kChecks = {{
    {decideAction, remedyForAction, "The registry has this action.", ""},
    {decideRole, remedyForRole, "The role may run this action.", ""},
    {decideEntity, remedyForEntity, "It belongs to the tenant.",
     "No entity was named and none is needed."},
    {decideFields, remedyForFields, "The payload fits the action's fields.", ""},
    {decideIdempotency, remedyForIdempotency, "An idempotency key is there.",
     "This action needs no idempotency key."},
    {decideSignature, remedyForSignature, "The signature is good.",
     "This action needs no signature."},
}};

}  // namespace

std::span<const Check, kCheckNames.size()> allChecks() {
  return kChecks;
}

Outcome judgeEntity(const Action& action, const Principal& principal, const Entity& entity) {
  if (entity.lookup == Lookup::kNotNamed)
    return action.entityRequired ? Outcome::kFailed : Outcome::kNotNeeded;
  const bool own = entity.lookup == Lookup::kFound && entity.tenantId == principal.tenantId;
  return own ? Outcome::kPassed : Outcome::kFailed;
}

}  // namespace fairlead::action
