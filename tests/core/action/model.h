// A second, obvious statement of the action rule, to compare the first with. It reads the
// registry's and the request's documents as they are, trusts both to be well formed, and favours
// plainness.
#pragma once

#include <set>
#include <string>

#include "core/action/registry.h"
#include "tests/core/action/document.h"

namespace fairlead::action::test {

struct ModelVerdict {
  std::string code;
  std::set<std::string> faults;  // "code path"

  friend bool operator==(const ModelVerdict&, const ModelVerdict&) = default;
};

ModelVerdict decideByModel(const Object& registry, const Object& request);

/// The same by the rule itself. An answer that is no verdict, or whose parts do not go together,
/// has a code that no model gives.
ModelVerdict decideByRule(const Registry& registry, const Object& request);

}  // namespace fairlead::action::test
