// Reading one action of the registry's document.
#pragma once

#include <string>
#include <vector>

#include "core/action/registry.h"
#include "core/error.h"
#include "core/json/json.h"
#include "core/json/pointer.h"

namespace fairlead::action {

/// The action that `value` describes, sound in itself. `roles` are the declared ones, lowest rank
/// first. Codes: those of json/reader.h, with the path of the fault.
Result<Action> readAction(json::Value value, const json::Path& at,
                          const std::vector<std::string>& roles);

}  // namespace fairlead::action
