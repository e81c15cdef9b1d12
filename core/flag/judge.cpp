#include "core/flag/judge.h"

#include <utility>

namespace fairlead::flag {
namespace {

constexpr double kRollBackMs = 1000;
constexpr double kPromoteMs = 500;
constexpr std::int64_t kRequestsPerError = 1000;

std::string count(std::int64_t n, std::string_view one, std::string_view more) {
  return std::to_string(n).append(" ").append(n == 1 ? one : more);
}

void addIf(std::vector<Finding>& findings, bool found, std::string_view code, std::string message) {
  if (found) findings.push_back({code, std::move(message)});
}

std::vector<Finding> alarms(const Window& window) {
  std::vector<Finding> found;
  addIf(found, window.serverErrors > 0, "server_errors",
        count(window.serverErrors, "request", "requests") + " ended in a 5xx answer; none may.");
  addIf(found, window.p95Ms > kRollBackMs, "p95_over_limit", "The P95 is above 1000 ms.");
  addIf(found, window.nullSignatures > 0, "audit_signature_null",
        count(window.nullSignatures, "audit entry", "audit entries") +
            " without a signature; none may be.");
  addIf(found, window.crossTenantRows > 0, "rows_across_tenants",
        count(window.crossTenantRows, "row", "rows") + " seen by another tenant; none may be.");
  addIf(found, window.inconsistencies > 0, "inconsistency_reported",
        "Inconsistent data was reported.");
  return found;
}

std::vector<Finding> doubts(const Window& window, std::int64_t hold) {
  std::vector<Finding> found;
  addIf(found, window.heldFor < hold, "hold_not_over", "The hold at this percentage is not over.");
  addIf(found, window.requests == 0, "no_requests", "Nobody used it: nothing is shown.");
  addIf(found, window.requests > 0 && window.errors * kRequestsPerError >= window.requests,
        "error_rate_high", "The error rate is not below 0.1 percent.");
  addIf(found, window.requests > 0 && !(window.p95Ms < kPromoteMs), "p95_high",
        "The P95 is not below 500 ms.");
  return found;
}

}  // namespace

std::string_view nameOf(Verdict verdict) {
  constexpr std::string_view kNames[] = {"promote", "hold", "roll_back"};
  return kNames[static_cast<std::size_t>(verdict)];
}

Judgement judge(const Window& window, std::int64_t hold) {
  if (auto found = alarms(window); !found.empty()) return {Verdict::kRollBack, std::move(found)};
  if (auto found = doubts(window, hold); !found.empty()) return {Verdict::kHold, std::move(found)};
  return {Verdict::kPromote,
          {{"all_quiet", "The whole hold passed with errors and P95 below their limits."}}};
}

}  // namespace fairlead::flag
