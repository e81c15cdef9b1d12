// What a model API's answer, or its silence, means for the jobs that asked: the failure's class.
//
//   nothing came        timeout, unreachable, broken off, too large, malformed   provider
//                       the URL cannot be requested                              config
//   401, 403            the key is refused                                       item, key refused
//   402, or 429 with the code insufficient_quota                                 quota
//   429, 408, 5xx       later it may work                                        provider
//   404, or a fault of the parameter "model" or "dimensions"                     config
//   400, 413, 422       the input is refused          item; of several inputs    batch
//   anything else                                                                config
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/job/failure.h"

namespace fairlead::job {

/// How a call ended without a usable answer.
enum class CallFault : std::uint8_t {
  kTimeout,
  kUnreachable,
  kBroken,     // the answer broke off
  kTooLarge,   // larger than allowed
  kMalformed,  // an answer that cannot be read
  kUrl,        // the URL itself is wrong
};

inline constexpr std::string_view kCallFaults[] = {"timeout",   "unreachable", "broken",
                                                   "too_large", "malformed",   "url"};

/// An answer that is not the one hoped for.
struct HttpRefusal {
  int status = 0;
  std::string_view errorCode = {};   // `error.code` of the protocol's body, where it has one
  std::string_view errorParam = {};  // `error.param`, likewise
  std::int64_t inputs = 1;           // that were sent in the one call
  std::optional<Micros> retryAfter = {};
};

struct Classified {
  FailureClass failureClass = FailureClass::kProvider;
  /// provider_refused_input, provider_unauthorized, provider_model_unknown, provider_dimensions,
  /// provider_request_refused, provider_url, provider_rate_limited, provider_quota_exceeded,
  /// provider_failed, provider_timeout, provider_unreachable, provider_answer_cut_off,
  /// provider_answer_too_large, provider_answer_malformed.
  std::string_view code;
  bool keyRefused = false;
  std::optional<Micros> retryAfter = {};
};

Classified classify(const HttpRefusal& refusal);
Classified classify(CallFault fault);

/// As a job's failure: TIMEOUT, or what modelFailedCode() says of the provider.
Failure failureOf(const Classified& classified, std::string_view provider);

}  // namespace fairlead::job
