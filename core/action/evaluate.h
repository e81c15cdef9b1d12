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

/// "passed", "failed", "not_needed", "not_reached".
std::string_view nameOf(Outcome outcome);

struct CheckOutcome {
  std::string_view check;
  Outcome outcome = Outcome::kNotReached;
};

struct Verdict {
  bool allowed = false;
  int status = 0;                  // of HTTP
  std::string_view code;           // "allowed", or of the check that failed
  std::string message;             // a sentence for the one who asked
  std::string action;              // as asked for
  std::optional<Variant> variant;  // none when the action is unknown
  std::vector<Fault> faults;       // of the payload, when that is why
  std::vector<CheckOutcome> checks;
  std::optional<std::string> payloadHash;  // when allowed and not READ
};

/// Decides a request. An error is a deny too; its codes are those of payloadHash().
Result<Verdict> evaluate(const Registry& registry, const Request& request);

struct ExplainedCheck {
  std::string_view check;
  Outcome outcome = Outcome::kNotReached;
  std::string detail;  // a sentence
};

/// What would have to change for the request to be allowed.
struct Nearest {
  std::string change;     // a sentence for each check that failed
  std::string_view code;  // the verdict's
};

struct Explanation {
  Verdict verdict;                     // exactly evaluate()'s
  std::vector<ExplainedCheck> checks;  // each decided on its own, also after a failure
  std::optional<Nearest> nearest;      // for a denial
};

/// The same decision with all that led to it. Only an unknown action leaves checks unreached.
Result<Explanation> explain(const Registry& registry, const Request& request);

}  // namespace fairlead::action
