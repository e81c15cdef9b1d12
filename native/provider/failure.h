// Why a model API did not do what was asked, and whose fault that is: the class decides whether to
// split the batch, to wait, or to stop.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "native/provider/http_client.h"

namespace fairlead::provider {

enum class FailureClass {
  kItem,      ///< this one input is refused; asking again is no use
  kBatch,     ///< some input of several is refused; asking for each part will tell which
  kProvider,  ///< the API is down, slow, overloaded or talks nonsense; later it may work
  kQuota,     ///< the account's quota is used up; nothing works until it is reset
  kConfig     ///< key, model, dimensions or URL are wrong; a person must put that right
};

/// "item", "batch", "provider", "quota", "config".
std::string_view nameOf(FailureClass failureClass);

/// A failed call. `error.code` is one of provider_refused_input, provider_unauthorized,
/// provider_model_unknown, provider_request_refused, provider_dimensions, provider_url,
/// provider_rate_limited, provider_quota_exceeded, provider_failed, provider_timeout,
/// provider_unreachable, provider_answer_cut_off, provider_answer_too_large and
/// provider_answer_malformed. The message holds no input text and no key.
struct Failure {
  FailureClass failure_class;
  Error error;
  /// How long the API asked to be left alone.
  std::optional<std::chrono::seconds> retry_after = {};
};

/// Classifies an answer whose status is not 200, to a request with `inputs` inputs. The error
/// body's `error.code` and `error.param` decide where the status alone does not.
Failure classify(const HttpResponse& response, std::size_t inputs);

/// Classifies a request that got no answer.
Failure classify(const HttpFault& fault);

}  // namespace fairlead::provider
