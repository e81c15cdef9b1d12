// Why a model API did not do what was asked, and whose fault that is: the class decides whether to
// split the batch, to wait, or to stop.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/job/failure.h"
#include "native/provider/http_client.h"

namespace fairlead::provider {

/// The classes of the job rules (core/job/failure.h). A key that is refused is of class config
/// here: rows to be embedded are no jobs that could be charged for it.
using job::FailureClass;
using job::nameOf;

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
  bool key_refused = false;
};

/// What the settings of an API are called, for messages that say what to do.
struct SettingNames {
  std::string_view key = "EMBEDDING_API_KEY";
  std::string_view url = "EMBEDDING_BASE_URL";
  std::string_view model = "the model in embedding_models";
};

/// Classifies an answer whose status is not 200, to a request with `inputs` inputs, as
/// core/job/classify.h says.
Failure classify(const HttpResponse& response, std::size_t inputs, const SettingNames& names = {});

/// Classifies a request that got no answer.
Failure classify(const HttpFault& fault, const SettingNames& names = {});

/// An answer that came and cannot be read: "The model API's answer {what}."
Failure malformed(std::string_view what);

/// The failure of the job that made the call: a refused key is the job's own here.
job::Failure jobFailureOf(const Failure& failure, std::string_view provider);

}  // namespace fairlead::provider
