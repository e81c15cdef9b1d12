// What is said about a model's text: to programs, and to the model.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/json/json.h"
#include "core/schema/output.h"

namespace fairlead::schema {

/// How the mended text is read. Its size was bounded when it came; an integer that JavaScript would
/// change is refused, since the document is handed on.
inline constexpr json::Limits kLimits = {.max_bytes = SIZE_MAX, .safe_integers = true};

/// The violation of a text that is no JSON; `code` is one of the reader's.
Violation notJson(std::string_view code, std::string message, std::string instance = {});

/// "line 3, column 7"
std::string wordsFor(TextPlace place);

/// What to tell the model; nothing for a valid document.
std::string askAgain(const OutputReport& report);

}  // namespace fairlead::schema
