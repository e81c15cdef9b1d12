// What to change so that a check which failed would pass: one sentence each.
#pragma once

#include <string>

#include "core/action/checks.h"

namespace fairlead::action {

std::string remedyForAction(const Situation& situation, const Finding& finding);
std::string remedyForRole(const Situation& situation, const Finding& finding);
std::string remedyForEntity(const Situation& situation, const Finding& finding);
std::string remedyForFields(const Situation& situation, const Finding& finding);
std::string remedyForIdempotency(const Situation& situation, const Finding& finding);
std::string remedyForSignature(const Situation& situation, const Finding& finding);

}  // namespace fairlead::action
