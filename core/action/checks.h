// The one list of checks that evaluate(), explain() and decideTable() go through.
#pragma once

#include <optional>
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

/// What to change so that a check which failed would pass: a sentence, and the name of the registry
/// that it comes down to, where it does.
struct Remedy {
  std::string sentence;
  std::optional<std::string> to;
};

struct Check {
  Finding (*decide)(const Situation&);
  Remedy (*remedy)(const Situation&, const Finding&);  // for a failure
  std::string_view passed;                             // what it means that it passed
  std::string_view notNeeded;                          // and that it was not needed
};

/// In the order of kCheckNames, in which they decide. Each is independent of those before it, but
/// all need the action that the first one finds.
std::span<const Check, kCheckNames.size()> allChecks();

/// The check `entity` without its words: passed, failed or not needed.
Outcome judgeEntity(const Action& action, const Principal& principal, const Entity& entity);

}  // namespace fairlead::action
