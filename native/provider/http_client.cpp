#include "native/provider/http_client.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
#include <utility>

#include <curl/curl.h>

namespace fairlead::provider {
namespace {

using Kind = HttpFault::Kind;

// A day. Without a bound, an absurd number would overflow where it is counted in nanoseconds.
constexpr curl_off_t kLongestRetryAfter = 86'400;

struct Headers {
  struct Free {
    void operator()(curl_slist* headers) const { curl_slist_free_all(headers); }
  };
  void add(const std::string& header) {
    list.reset(curl_slist_append(list.release(), header.c_str()));
  }
  std::unique_ptr<curl_slist, Free> list;
};

struct Body {
  std::string text;
  std::size_t limit;
};

// curl's write callback: a count other than what it was given ends the transfer.
std::size_t append(const char* data, std::size_t, std::size_t size, void* target) {
  auto& body = *static_cast<Body*>(target);
  if (size > body.limit - body.text.size()) return 0;
  body.text.append(data, size);
  return size;
}

Kind kindOf(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return Kind::kTimeout;
    case CURLE_WRITE_ERROR:  // only append() above gives this
      return Kind::kTooLarge;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return Kind::kUnusable;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_WEIRD_SERVER_REPLY:
      return Kind::kBroken;
    default:
      return Kind::kUnreached;
  }
}

Headers headersFor(const HttpOptions& options, const HttpCall& call, bool hasBody) {
  Headers headers;
  headers.add("Accept: application/json");
  if (hasBody) headers.add("Content-Type: application/json");
  // Without this curl waits a second for "100 Continue" before it sends a larger body.
  headers.add("Expect:");
  if (!options.bearer.empty()) headers.add("Authorization: Bearer " + options.bearer);
  for (const std::string& header : call.headers) headers.add(header);
  return headers;
}

void setLimits(CURL* handle, const HttpOptions& options, const HttpCall& call) {
  const auto timeout = std::min(options.timeout, call.timeout.value_or(options.timeout));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(options.connect_timeout.count()));
  // 0 would mean for ever.
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(timeout.count())));
}

HttpResponse responseOf(CURL* handle, std::string body) {
  HttpResponse response{.status = 0, .body = std::move(body), .retry_after = {}};
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &response.status);
  curl_off_t seconds = 0;
  curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
  if (seconds > 0)
    response.retry_after = std::chrono::seconds(std::min(seconds, kLongestRetryAfter));
  return response;
}

}  // namespace

void HttpClient::Cleanup::operator()(void* handle) const {
  curl_easy_cleanup(handle);
}

HttpClient::HttpClient(HttpOptions options)
    : options_(std::move(options)), handle_(curl_easy_init()) {}

std::expected<HttpResponse, HttpFault> HttpClient::get(const std::string& url) {
  return perform(url, nullptr, {});
}

std::expected<HttpResponse, HttpFault> HttpClient::post(const std::string& url,
                                                        const std::string& body,
                                                        const HttpCall& call) {
  return perform(url, &body, call);
}

std::expected<HttpResponse, HttpFault> HttpClient::perform(const std::string& url,
                                                           const std::string* body,
                                                           const HttpCall& call) {
  CURL* handle = handle_.get();
  // A reset forgets the options and keeps the connection.
  curl_easy_reset(handle);
  setLimits(handle, options_, call);
  const Headers headers = headersFor(options_, call, body != nullptr);
  Body answer{.text = {}, .limit = options_.max_response_bytes};
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.list.get());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
  if (body) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body->data());
  }
  const CURLcode code = curl_easy_perform(handle);
  if (code != CURLE_OK) {
    return std::unexpected(HttpFault{kindOf(code), curl_easy_strerror(code)});
  }
  return responseOf(handle, std::move(answer.text));
}

}  // namespace fairlead::provider
