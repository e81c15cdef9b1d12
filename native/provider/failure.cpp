#include "native/provider/failure.h"

#include <fmt/format.h>

#include "core/job/classify.h"
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

std::optional<job::Micros> microsOf(std::optional<std::chrono::seconds> time) {
  return time ? std::optional(time->count() * job::kSecond) : std::nullopt;
}

Failure failure(FailureClass failureClass, std::string_view code, std::string message) {
  return {failureClass, {code, std::move(message), {}}};
}

/// What to do about a code, where a person can do something.
std::string adviceFor(std::string_view code, const SettingNames& names) {
  if (code == "provider_unauthorized") return fmt::format("Check {}.", names.key);
  if (code == "provider_quota_exceeded")
    return "The quota is used up: raise it, or wait until it is reset.";
  if (code == "provider_rate_limited") return "Too many requests.";
  if (code == "provider_model_unknown")
    return fmt::format("Check {} and that it serves {}.", names.url, names.model);
  if (code == "provider_dimensions")
    return "The model does not give as many dimensions as embedding_models says.";
  if (code == "provider_request_refused") return fmt::format("Check {}.", names.url);
  return {};
}

std::string sentence(std::string_view code, const HttpResponse& response, const ErrorBody& body,
                     std::size_t inputs, const SettingNames& names) {
  if (code == "provider_refused_input") {
    return fmt::format("The model API refused {} input{} with {} {}.", inputs,
                       inputs == 1 ? "" : "s", response.status, body.code);
  }
  const std::string advice = adviceFor(code, names);
  return fmt::format("The model API answered {}.{}{}", response.status, advice.empty() ? "" : " ",
                     advice);
}

Failure describe(job::CallFault fault, std::string_view what, const HttpFault& heard) {
  const job::Classified found = job::classify(fault);
  return failure(found.failureClass, found.code, fmt::format("{}: {}.", what, heard.message));
}

}  // namespace

Failure classify(const HttpResponse& response, std::size_t inputs, const SettingNames& names) {
  const ErrorBody body = readErrorBody(response.body);
  const job::Classified found =
      job::classify(job::HttpRefusal{.status = static_cast<int>(response.status),
                                     .errorCode = body.code,
                                     .errorParam = body.param,
                                     .inputs = static_cast<std::int64_t>(inputs),
                                     .retryAfter = microsOf(response.retry_after)});
  Failure failed = failure(found.keyRefused ? FailureClass::kConfig : found.failureClass,
                           found.code, sentence(found.code, response, body, inputs, names));
  failed.key_refused = found.keyRefused;
  if (found.retryAfter) failed.retry_after = response.retry_after;
  return failed;
}

Failure classify(const HttpFault& fault, const SettingNames& names) {
  switch (fault.kind) {
    case HttpFault::Kind::kTimeout:
      return describe(job::CallFault::kTimeout, "The model API did not answer in time", fault);
    case HttpFault::Kind::kUnreached:
      return describe(job::CallFault::kUnreachable, "The model API cannot be reached", fault);
    case HttpFault::Kind::kBroken:
      return describe(job::CallFault::kBroken, "The model API's answer broke off", fault);
    case HttpFault::Kind::kTooLarge:
      return describe(job::CallFault::kTooLarge, "The model API's answer is larger than allowed",
                      fault);
    case HttpFault::Kind::kUnusable:
      break;
  }
  return describe(job::CallFault::kUrl, fmt::format("{} cannot be requested", names.url), fault);
}

Failure malformed(std::string_view what) {
  const job::Classified found = job::classify(job::CallFault::kMalformed);
  return failure(found.failureClass, found.code, fmt::format("The model API's answer {}.", what));
}

job::Failure jobFailureOf(const Failure& failure, std::string_view provider) {
  job::Classified found{.failureClass = failure.failure_class, .code = failure.error.code};
  if (failure.key_refused) {
    found.failureClass = FailureClass::kItem;
    found.keyRefused = true;
  }
  found.retryAfter = microsOf(failure.retry_after);
  return job::failureOf(found, provider);
}

}  // namespace fairlead::provider
