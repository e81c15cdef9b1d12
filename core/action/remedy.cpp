#include "core/action/remedy.h"

#include <algorithm>
#include <numeric>

#include "core/action/text.h"

namespace fairlead::action {
namespace {

constexpr std::size_t kMaxComparedBytes = 64;  // no id is longer
constexpr std::size_t kMaxTypos = 3;
constexpr std::size_t kMaxListedFaults = 5;

/// How many characters must be added, removed or changed to make one text of the other.
std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({diagonal + (a[i] != b[j]), above + 1, row[j] + 1});
      diagonal = above;
    }
  }
  return row.back();
}

/// The action that was probably meant, among those that the role may run.
const Action* closestAction(const Situation& s) {
  const std::string_view asked = s.request.action;
  if (asked.size() > kMaxComparedBytes) return nullptr;
  const Action* closest = nullptr;
  std::size_t least = kMaxTypos + 1;
  for (const Action& action : s.registry.actions()) {
    if (!action.mayBeRunBy(s.request.principal.role)) continue;
    const std::size_t distance = editDistance(asked, action.id);
    if (distance < least) closest = &action;
    least = std::min(least, distance);
  }
  return closest;
}

}  // namespace

Remedy remedyForAction(const Situation& s, const Finding&) {
  const Action* closest = closestAction(s);
  if (closest == nullptr) return {"Ask for an action that the registry has.", std::nullopt};
  return {"Ask for the action " + closest->id + ".", closest->id};
}

/// The lowest role that may: nobody needs to be asked who can do more than that.
Remedy remedyForRole(const Situation& s, const Finding&) {
  const std::string& lowest = s.action->allowedRoles.front();
  return {"Let somebody with the role " + words(lowest) + " do it.", lowest};
}

Remedy remedyForEntity(const Situation& s, const Finding&) {
  const std::string kind = s.action->entity ? words(*s.action->entity) : "thing";
  // What is on nothing is best asked for without naming anything.
  if (!s.action->entity) return {"Name no " + kind + ", or your tenant's own.", std::nullopt};
  return {"Name your tenant's own " + kind + ".", std::nullopt};
}

Remedy remedyForFields(const Situation&, const Finding& finding) {
  const std::size_t listed = std::min(finding.faults.size(), kMaxListedFaults);
  std::string change = "Change the payload: ";
  for (std::size_t i = 0; i < listed; ++i) {
    const Fault& fault = finding.faults[i];
    change += (i == 0 ? "" : "; ") + (fault.path.empty() ? "the whole" : cut(fault.path)) + ": " +
              fault.expected;
  }
  if (finding.faults.size() > listed)
    change += "; and " + std::to_string(finding.faults.size() - listed) + " more";
  return {change + ".", std::nullopt};
}

Remedy remedyForIdempotency(const Situation&, const Finding&) {
  return {"Send an idempotency key, a new one for each thing to be done.", std::nullopt};
}

Remedy remedyForSignature(const Situation& s, const Finding& finding) {
  std::string by = " by ";
  for (const Method method : s.action->signature->methods)
    by += (by.size() > 4 ? " or " : "") + std::string(nameOf(method));
  if (finding.code == "signature_required") return {"Sign the request" + by + ".", std::nullopt};
  if (finding.code == "signature_invalid")
    return {"Sign exactly this request anew" + by + ".", std::nullopt};
  return {"Sign again, now and with a new nonce.", std::nullopt};
}

}  // namespace fairlead::action
