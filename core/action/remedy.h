// What to change so that a check which failed would pass.
#pragma once

#include "core/action/checks.h"

namespace fairlead::action {

Remedy remedyForAction(const Situation& situation, const Finding& finding);
Remedy remedyForRole(const Situation& situation, const Finding& finding);
Remedy remedyForEntity(const Situation& situation, const Finding& finding);
Remedy remedyForFields(const Situation& situation, const Finding& finding);
Remedy remedyForIdempotency(const Situation& situation, const Finding& finding);
Remedy remedyForSignature(const Situation& situation, const Finding& finding);

}  // namespace fairlead::action
