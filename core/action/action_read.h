// Reading one action of the registry's document.
#pragma once

#include <string>
#include <vector>

#include "core/action/registry.h"
#include "core/error.h"
#include "core/dom/json.h"
#include "core/dom/pointer.h"

namespace fairlead::action {

/// The action that `value` describes, sound in itself. `roles` are the declared ones, lowest rank
/// first. Codes: those of json/reader.h, with the path of the fault.
Result<Action> readAction(const dom::Value& value, const dom::Path& at,
                          const std::vector<std::string>& roles);

}  // namespace fairlead::action
