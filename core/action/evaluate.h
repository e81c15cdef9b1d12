// May this principal do this now? One list of checks decides, in this order:
//
//   action_known  404 action_unknown
//   role          403 role_not_allowed
//   entity        404 not_found (another tenant's things do not exist, word for word)
//   fields        400 invalid_payload, with every fault
//   idempotency   400 idempotency_key_required
//   signature     400 signature_required signature_invalid signature_stale signature_replayed
//
// The first check that fails is the verdict; without one the action is allowed. Nothing else is.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/action/field.h"
#include "core/action/registry.h"
#include "core/action/request.h"
#include "core/error.h"

namespace fairlead::action {

enum class Outcome { kPassed, kFailed, kNotNeeded, kNotReached };

/// The names of the outcomes, in the order of Outcome.
inline constexpr std::array<std::string_view, 4> kOutcomeNames = {"passed", "failed", "not_needed",
                                                                  "not_reached"};

constexpr std::string_view nameOf(Outcome outcome) {
  return kOutcomeNames[static_cast<std::size_t>(outcome)];
}

/// The names of the checks, in the order in which they decide.
inline constexpr std::array<std::string_view, 6> kCheckNames = {
    "action_known", "role", "entity", "fields", "idempotency", "signature"};

/// One outcome for each of kCheckNames.
using Outcomes = std::array<Outcome, kCheckNames.size()>;

struct Verdict {
  bool allowed = false;
  int status = 0;                  // of HTTP
  std::string_view code;           // "allowed", or of the check that failed
  std::string message;             // a sentence for the one who asked
  std::string_view action;         // as asked for: a view of the request
  std::optional<Variant> variant;  // none when the action is unknown
  std::vector<Fault> faults;       // of the payload, when that is why
  Outcomes checks{};
  std::optional<std::string> payloadHash;  // when allowed and not READ
};

/// Decides a request. An error is a deny too; its codes are those of payloadHash().
Result<Verdict> evaluate(const Registry& registry, const Request& request);

/// What a check that failed asks for.
struct Change {
  std::string_view check;
  std::string_view code;  // with which the check failed
  std::string sentence;   // what to do
  /// Where it comes down to a name of the registry: the action that was meant, the lowest role
  /// that may run it.
  std::optional<std::string> to;
};

struct Explanation {
  Verdict verdict;                                      // exactly evaluate()'s
  Outcomes checks{};                                    // each decided, also after a failure
  std::array<std::string, kCheckNames.size()> details;  // a sentence for each of them
  /// For a denial: the changes that together would allow the request, in the order of the checks.
  std::vector<Change> changes;
};

/// The same decision with all that led to it. Only an unknown action leaves checks unreached.
Result<Explanation> explain(const Registry& registry, const Request& request);

}  // namespace fairlead::action
