#include "core/job/classify.h"

namespace fairlead::job {
namespace {

Classified provider(std::string_view code, std::optional<Micros> retryAfter = {}) {
  return {FailureClass::kProvider, code, false, retryAfter};
}

Classified config(std::string_view code) {
  return {FailureClass::kConfig, code};
}

}  // namespace

Classified classify(const HttpRefusal& refusal) {
  const int status = refusal.status;
  if (status == 401 || status == 403) return {FailureClass::kItem, "provider_unauthorized", true};
  if (status == 402 || (status == 429 && refusal.errorCode == "insufficient_quota"))
    return {FailureClass::kQuota, "provider_quota_exceeded", false, refusal.retryAfter};
  if (status == 429) return provider("provider_rate_limited", refusal.retryAfter);
  if (status >= 500 || status == 408) return provider("provider_failed", refusal.retryAfter);
  if (status == 404 || refusal.errorParam == "model") return config("provider_model_unknown");
  if (refusal.errorParam == "dimensions") return config("provider_dimensions");
  if (status == 400 || status == 413 || status == 422)
    return {refusal.inputs > 1 ? FailureClass::kBatch : FailureClass::kItem,
            "provider_refused_input"};
  return config("provider_request_refused");
}

Classified classify(CallFault fault) {
  switch (fault) {
    case CallFault::kTimeout:
      return provider("provider_timeout");
    case CallFault::kUnreachable:
      return provider("provider_unreachable");
    case CallFault::kBroken:
      return provider("provider_answer_cut_off");
    case CallFault::kTooLarge:
      return provider("provider_answer_too_large");
    case CallFault::kMalformed:
      return provider("provider_answer_malformed");
    case CallFault::kUrl:
      break;
  }
  return config("provider_url");
}

Failure failureOf(const Classified& classified, std::string_view provider) {
  const bool timedOut = classified.code == "provider_timeout";
  return {.failureClass = classified.failureClass,
          .code = std::string(timedOut ? kTimeoutCode : modelFailedCode(provider)),
          .retryAfter = classified.retryAfter,
          .keyRefused = classified.keyRefused};
}

}  // namespace fairlead::job
