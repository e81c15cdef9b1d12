// The flag rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/json/answer.h: {"value": …} or {"error": {"code", "message", "path"}}. A malformed input is
// the error request_invalid with the path of the fault, or json_* where it is not JSON.
//
// Window: {"requests", "errors", "server_errors", "p95_ms": number | null without requests,
// "null_signatures", "cross_tenant_rows", "inconsistencies"}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::flag {

/// The longest input that is read, in bytes.
inline constexpr std::size_t kMaxInputBytes = 64 << 10;

/// {"flag", "subject"} → 0 to 9999.
std::string bucketJson(std::string_view input);

/// {"flag", "subject", "enabled", "percentage"} → {"bucket", "enabled", "reason": flag_off |
/// outside | inside}.
std::string enabledJson(std::string_view input);

/// {"window", "held_us", "hold_us"} → {"reasons": [{"code", "message"}], "verdict": promote | hold
/// | roll_back}.
std::string judgeJson(std::string_view input);

/// {"stage", "since", "now", "event": start | promote | roll_back} or, to let the rule decide, with
/// "window" instead of "event" → {"hold_us", "percentage", "reasons", "since", "stage", "verdict"};
/// the last and "reasons" are null where there was no window. Code: transition_unknown.
std::string rampJson(std::string_view input);

}  // namespace fairlead::flag
