// The audit rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/dom/answer.h: {"value": …} or {"error": {"code", "message", "path"}}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::audit {

/// The longest input that is read, in bytes.
inline constexpr std::size_t kMaxInputBytes = 16 << 20;

/// An entry → its hash in hexadecimal.
std::string hashJson(std::string_view entry);
/// {"after": {"seq", "hash"} | null, "entry": an entry without seq and previous_hash} →
/// {"entry", "canonical", "hash"}.
std::string linkJson(std::string_view input);
/// {"entries", "after"?: {"seq", "hash"} | null} → {"intact", "checked", "break": {"seq", "code",
/// "message"} | null}.
std::string verifyChainJson(std::string_view input);

}  // namespace fairlead::audit
