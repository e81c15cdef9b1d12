#include "native/provider/model_api.h"

namespace fairlead::provider {

std::expected<std::string, Failure> ModelApi::get(std::string_view path) {
  return bodyOf(http_.get(base_url_ + std::string(path)), 1);
}

std::expected<std::string, Failure> ModelApi::post(std::string_view path, const std::string& body,
                                                   std::size_t inputs, const HttpCall& call) {
  return bodyOf(http_.post(base_url_ + std::string(path), body, call), inputs);
}

std::expected<std::string, Failure> ModelApi::bodyOf(Response response, std::size_t inputs) const {
  if (!response) return std::unexpected(classify(response.error(), names_));
  if (response->status != 200) return std::unexpected(classify(*response, inputs, names_));
  return std::move(response->body);
}

}  // namespace fairlead::provider
