// The audit rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/json/answer.h: {"value": …} or {"error": {"code", "message", "path"}}.
//
// Head: {"seq", "hash", "tenant_id"?}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::audit {

/// The longest input that is read, in bytes.
inline constexpr std::size_t kMaxInputBytes = 16 << 20;

/// An entry → its hash in hexadecimal.
std::string hashJson(std::string_view entry);
/// {"after": Head | null, "entry": an entry without seq and previous_hash} → {"canonical", "entry",
/// "hash"}.
std::string linkJson(std::string_view input);
/// {"entries", "after"?: Head | null} → {"break": {"code", "message", "seq"} | null, "checked",
/// "head": {"hash", "seq", "tenant_id": … | null}, "intact"}. A long chain is checked page by page:
/// the head of one page is the `after` of the next.
std::string verifyChainJson(std::string_view input);

}  // namespace fairlead::audit
