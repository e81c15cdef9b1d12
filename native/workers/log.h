// Logs of programs that run for long: one JSON object a line, on standard error.
#pragma once

#include <string_view>

#include "core/dom/json.h"

namespace fairlead::workers {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// Chooses what is logged from now on: "debug", "info", "warning", "error" or "off".
void setLogLevel(std::string_view level);

/// Logs `{"time", "level", "event", …members}`. `event` is a stable snake_case word; members hold
/// ids, counts and codes, and nothing of a text, a key or a token.
void log(LogLevel level, std::string_view event, const dom::Object& members = {});

}  // namespace fairlead::workers
