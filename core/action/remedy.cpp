#include "core/action/remedy.h"

#include <algorithm>
#include <cstdlib>
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
  const std::string& asked = s.request.action;
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

/// Where a role stands among all; one that is not declared stands below the lowest.
std::ptrdiff_t rankOf(const Registry& registry, std::string_view role) {
  const auto& roles = registry.roles();
  const auto found = std::ranges::find(roles, role);
  return found == roles.end() ? -1 : found - roles.begin();
}

}  // namespace

std::string remedyForAction(const Situation& s, const Finding&) {
  const Action* closest = closestAction(s);
  if (closest == nullptr) return "Ask for an action that the registry has.";
  return "Ask for the action " + closest->id + ".";
}

/// The allowed role nearest in rank; of two as near the lower one, which can do less.
std::string remedyForRole(const Situation& s, const Finding&) {
  const std::ptrdiff_t own = rankOf(s.registry, s.request.principal.role);
  const auto distance = [&](const std::string& role) {
    return std::abs(rankOf(s.registry, role) - own);
  };
  const auto nearest = std::ranges::min_element(s.action->allowedRoles, {}, distance);
  return "Let somebody with the role " + words(*nearest) + " do it.";
}

std::string remedyForEntity(const Situation& s, const Finding&) {
  return "Name your tenant's own " +
         (s.action->entity ? words(*s.action->entity) : std::string("thing")) + ".";
}

std::string remedyForFields(const Situation&, const Finding& finding) {
  const std::size_t listed = std::min(finding.faults.size(), kMaxListedFaults);
  std::string change = "Change the payload: ";
  for (std::size_t i = 0; i < listed; ++i) {
    const Fault& fault = finding.faults[i];
    change += (i == 0 ? "" : "; ") + (fault.path.empty() ? "the whole" : cut(fault.path)) + ": " +
              fault.expected;
  }
  if (finding.faults.size() > listed)
    change += "; and " + count(finding.faults.size() - listed, "more");
  return change + ".";
}

std::string remedyForIdempotency(const Situation&, const Finding&) {
  return "Send an idempotency key, a new one for each thing to be done.";
}

std::string remedyForSignature(const Situation& s, const Finding& finding) {
  std::string methods;
  for (const Method method : s.action->signature->methods)
    methods += (methods.empty() ? "" : " or ") + std::string(nameOf(method));
  const std::string by = " by " + methods;
  if (finding.code == "signature_required") return "Sign the request" + by + ".";
  if (finding.code == "signature_invalid") return "Sign exactly this request anew" + by + ".";
  return "Sign again, now and with a new nonce.";
}

}  // namespace fairlead::action
