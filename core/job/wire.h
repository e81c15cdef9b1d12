// The job rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/json/answer.h: {"value": …} or {"error": {"code", "message", "path"}}. A malformed input is
// the error request_invalid with the path of the fault, or json_* where it is not JSON.
//
// Moments are whole microseconds since the epoch; waits are too, and their names end in _us.
//
// Job: the row of ai_jobs, {"status", "lease", "attempts", "losses", "run_after"} and, where they
//   are known, {"deferrals", "locked_by", "claimed_at", "heartbeat_at", "finished_at",
//   "last_error_code", "last_error_at"}. Answers have all of them.
// Policy: any of {"max_attempts", "max_losses", "heartbeat_every_us", "heartbeat_grace_us",
//   "time_budget_us", "retry_base_us", "retry_most_us", "defer_base_us", "defer_most_us",
//   "retry_after_most_us", "config_wait_us", "quota_wait_us", "quota_most_us"}; job.h has the rest.
// Failure: {"class", "code"?, "retry_after_us"?, "key_refused"?, "asks"?}; the code is, unless
//   given, SCHEMA_INVALID, WORKER_LOST or MODEL_FAILED by its class.
// Provider: the row of provider_state, any of {"breaker", "failures", "window_began", "opened_at",
//   "retry_at", "probes", "openings", "quota_reset_at"}. Answers have all of them.
// BreakerPolicy: any of {"threshold", "window_us", "cool_down_us", "cool_down_most_us",
//   "retry_after_most_us", "refused_open_us", "probes", "probe_timeout_us", "quota_wait_us",
//   "quota_most_us"}; provider.h has the rest.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::job {

/// The longest input that is read, in bytes.
inline constexpr std::size_t kMaxInputBytes = 1 << 20;

/// {"event", "job", "now", "policy"?} and what the event needs → {"applied", "code", "event": of
/// the state machine | null, "job", "message"}. Events: claim ("worker"), heartbeat, complete, fail
/// ("failure"), release (all "lease"), snooze ("until", "lease" of a running job), rescue, cancel,
/// requeue.
std::string decideJson(std::string_view input);

/// {"status", "error_code"?, "error_param"?, "inputs"?, "retry_after_us"?, "provider"?} or
/// {"fault", "provider"?} → {"charges", "class", "code", "job_code", "key_refused",
/// "retry_after_us", "signal"}.
std::string classifyJson(std::string_view input);

/// {"provider"?, "wanted"?: 1, "now", "policy"?: BreakerPolicy} → {"admitted", "code", "message",
/// "provider", "until": when to ask again | null}.
std::string admitJson(std::string_view input);

/// {"provider"?, "signal": answered | failed | refused | quota | nothing, "retry_after_us"?, "now",
/// "policy"?: BreakerPolicy} → Provider.
std::string settleJson(std::string_view input);

/// {"rate": {"tokens", "period_us", "capacity"}, "bucket"?: {"parts", "at"} | null (full),
/// "count"?: 1, at most the capacity, "now"} → {"bucket", "taken", "wait_us": 0 where it was
/// taken}.
std::string takeJson(std::string_view input);

/// {"claimants": [{"waiting", "running"?, "limit"?, "weight"?, "pass"?}], "slots", "pass"?} →
/// {"pass", "shares": [{"granted", "pass"}]}.
std::string shareJson(std::string_view input);

/// {"job"?: Job, "provider"?, "policy"?, "breaker_policy"?, "start"?: 0, "runs_for_us"?: 0,
/// "outages"?: [{"from", "to", "failure"}], "attempts"?: [Failure | null for a success]} →
/// {"finished", "steps": [{"at", "attempts", "breaker", "code", "deferrals", "error_code",
/// "losses", "message", "run_after", "status"}]}.
std::string scheduleJson(std::string_view input);

}  // namespace fairlead::job
