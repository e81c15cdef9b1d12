// The one form in which every rule answers across a border: canonical JSON, either
// {"value": …} or {"error": {"code", "message", "path"}}.
#pragma once

#include <string>

#include "core/error.h"
#include "core/dom/json.h"

namespace fairlead::dom {

/// The answer's text. A value that cannot be written canonically (canonical.h) gives that error.
std::string answer(const Result<Value>& result);
std::string answer(const Error& error);

}  // namespace fairlead::dom
