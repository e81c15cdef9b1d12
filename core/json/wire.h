// The JSON rules as text in and answer out: what every binding calls. The answers are those of
// core/json/answer.h: {"value": …} or {"error": {"code", "message", "path"}}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::json {

/// The longest text that is read, in bytes.
inline constexpr std::size_t kMaxTextBytes = 16 << 20;

/// A JSON text → its canonical form, as a string.
std::string canonicalizeJson(std::string_view text);

}  // namespace fairlead::json
