// Whether a feature that is being rolled out goes on, stays where it is, or goes off at once.
//
// Off at once: an answer of the 5xx kind, a P95 above 1,000 ms, an audit entry without a signature,
// a row seen across tenants, or a reported inconsistency. On: after the whole hold, with requests
// seen, fewer than one error in a thousand, and a P95 below 500 ms. Anything else stays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairlead::flag {

/// What was measured since the present percentage was set.
struct Window {
  std::int64_t heldFor = 0;  // microseconds
  std::int64_t requests = 0;
  std::int64_t errors = 0;           // requests that failed, whatever the reason; at most requests
  std::int64_t serverErrors = 0;     // those answered with 5xx
  std::optional<double> p95Ms = {};  // milliseconds, finite; none where there were no requests
  std::int64_t nullSignatures = 0;
  std::int64_t crossTenantRows = 0;
  std::int64_t inconsistencies = 0;
};

enum class Verdict : std::uint8_t { kPromote, kHold, kRollBack };

/// "promote", "hold", "roll_back".
std::string_view nameOf(Verdict verdict);

struct Finding {
  /// server_errors, p95_over_limit, audit_signature_null, rows_across_tenants,
  /// inconsistency_reported; hold_not_over, no_requests, error_rate_high, p95_high;
  /// all_quiet for a promotion.
  std::string_view code;
  std::string message;
};

struct Judgement {
  Verdict verdict = Verdict::kHold;
  std::vector<Finding> reasons;  // all that led to it, never empty
};

/// Judges a window against the length of the hold, in microseconds.
Judgement judge(const Window& window, std::int64_t hold);

}  // namespace fairlead::flag
