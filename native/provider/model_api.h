// One model API: requests to its paths, and whose fault it is when they fail.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "native/provider/failure.h"
#include "native/provider/http_client.h"

namespace fairlead::provider {

/// Movable; one thread at a time.
class ModelApi {
 public:
  /// `baseUrl` reaches up to and including the version, without a slash at the end:
  /// `http://127.0.0.1:8791/v1`.
  ModelApi(std::string baseUrl, HttpOptions options, SettingNames names = {})
      : base_url_(std::move(baseUrl)), http_(std::move(options)), names_(names) {}

  /// The body of a good answer. `path` opens with a slash.
  std::expected<std::string, Failure> get(std::string_view path);
  /// Posts a JSON text that holds `inputs` inputs.
  std::expected<std::string, Failure> post(std::string_view path, const std::string& body,
                                           std::size_t inputs, const HttpCall& call = {});

 private:
  using Response = std::expected<HttpResponse, HttpFault>;
  std::expected<std::string, Failure> bodyOf(Response response, std::size_t inputs) const;

  std::string base_url_;
  HttpClient http_;
  SettingNames names_;
};

}  // namespace fairlead::provider
