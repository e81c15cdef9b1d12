#include "native/provider/failure.h"

#include <fmt/format.h>

#include "core/json/json.h"

namespace fairlead::provider {
namespace {

// `error.code` and `error.param` of the protocol's error body; empty where it has none.
struct ErrorBody {
  std::string code;
  std::string param;
};

ErrorBody readErrorBody(const std::string& text) {
  const auto document = json::parse(text, {.max_bytes = 64 << 10});
  if (!document || !document->root().isObject()) return {};
  const auto error = document->root().object().find("error");
  if (!error || !error->isObject()) return {};
  const auto member = [&](std::string_view name) {
    const auto value = error->object().find(name);
    return value && value->isString() ? std::string(value->string()) : std::string();
  };
  return {member("code"), member("param")};
}

Failure failure(FailureClass failureClass, std::string_view code, std::string message) {
  return {failureClass, {code, std::move(message), {}}};
}

Failure refusedInput(const HttpResponse& response, const ErrorBody& body, std::size_t inputs) {
  return failure(inputs == 1 ? FailureClass::kItem : FailureClass::kBatch, "provider_refused_input",
                 fmt::format("The model API refused {} input{} with {} {}.", inputs,
                             inputs == 1 ? "" : "s", response.status, body.code));
}

Failure config(std::string_view code, const HttpResponse& response, std::string_view advice) {
  return failure(FailureClass::kConfig, code,
                 fmt::format("The model API answered {}. {}", response.status, advice));
}

Failure tooMany(const HttpResponse& response, const ErrorBody& body) {
  if (body.code == "insufficient_quota") {
    return failure(FailureClass::kQuota, "provider_quota_exceeded",
                   "The model API's quota is used up. Raise it, or wait until it is reset.");
  }
  Failure limited = failure(FailureClass::kProvider, "provider_rate_limited",
                            "The model API answered 429: too many requests.");
  limited.retry_after = response.retry_after;
  return limited;
}

}  // namespace

std::string_view nameOf(FailureClass failureClass) {
  switch (failureClass) {
    case FailureClass::kItem:
      return "item";
    case FailureClass::kBatch:
      return "batch";
    case FailureClass::kProvider:
      return "provider";
    case FailureClass::kQuota:
      return "quota";
    case FailureClass::kConfig:
      return "config";
  }
  return "provider";
}

Failure classify(const HttpResponse& response, std::size_t inputs) {
  const long status = response.status;
  const ErrorBody body = readErrorBody(response.body);
  if (status == 401 || status == 403) {
    return config("provider_unauthorized", response, "Check EMBEDDING_API_KEY.");
  }
  if (status == 429) return tooMany(response, body);
  if (status >= 500 || status == 408) {
    Failure failed = failure(FailureClass::kProvider, "provider_failed",
                             fmt::format("The model API answered {}.", status));
    failed.retry_after = response.retry_after;
    return failed;
  }
  if (status == 404 || body.param == "model") {
    return config("provider_model_unknown", response,
                  "Check EMBEDDING_BASE_URL and that it serves the model in embedding_models.");
  }
  if (body.param == "dimensions") {
    return config("provider_dimensions", response,
                  "The model does not give as many dimensions as embedding_models says.");
  }
  if (status == 400 || status == 413 || status == 422) return refusedInput(response, body, inputs);
  return config("provider_request_refused", response, "Check EMBEDDING_BASE_URL.");
}

Failure classify(const HttpFault& fault) {
  const auto provider = [&](std::string_view code, std::string_view what) {
    return failure(FailureClass::kProvider, code, fmt::format("{}: {}.", what, fault.message));
  };
  switch (fault.kind) {
    case HttpFault::Kind::kTimeout:
      return provider("provider_timeout", "The model API did not answer in time");
    case HttpFault::Kind::kUnreached:
      return provider("provider_unreachable", "The model API cannot be reached");
    case HttpFault::Kind::kBroken:
      return provider("provider_answer_cut_off", "The model API's answer broke off");
    case HttpFault::Kind::kTooLarge:
      return provider("provider_answer_too_large", "The model API's answer is larger than allowed");
    case HttpFault::Kind::kUnusable:
      break;
  }
  return failure(FailureClass::kConfig, "provider_url",
                 fmt::format("EMBEDDING_BASE_URL cannot be requested: {}.", fault.message));
}

}  // namespace fairlead::provider
