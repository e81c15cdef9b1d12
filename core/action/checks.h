// The one list of checks that evaluate() and explain() go through.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/action/evaluate.h"

namespace fairlead::action {

/// What a check looks at. The action is nullptr only for the first check.
struct Situation {
  const Registry& registry;
  const Request& request;
  const Action* action;
};

/// What a check found. Status, code and message only when it failed.
struct Finding {
  Outcome outcome = Outcome::kPassed;
  int status = 0;
  std::string_view code;
  std::string message;
  std::vector<Fault> faults;
};

struct Check {
  std::string_view name;
  Finding (*decide)(const Situation&);
  /// For a failure: a sentence that says what to change for the check to pass.
  std::string (*remedy)(const Situation&, const Finding&);
  std::string_view passed;     // what it means that it passed
  std::string_view notNeeded;  // and that it was not needed
};

/// In the order in which they decide. Each is independent of those before it, but all need the
/// action that the first one finds.
std::span<const Check> allChecks();

}  // namespace fairlead::action
