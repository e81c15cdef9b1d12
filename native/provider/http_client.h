// HTTP requests to one server over one kept-alive connection.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fairlead::provider {

struct HttpOptions {
  /// Sent as `Authorization: Bearer …` when not empty. Never logged, never part of a message.
  std::string bearer;
  std::chrono::milliseconds connect_timeout{5'000};
  /// For the whole exchange, connecting included.
  std::chrono::milliseconds timeout{60'000};
  /// A longer body ends the exchange.
  std::size_t max_response_bytes = std::size_t{32} << 20;
};

/// What one request adds to the options.
struct HttpCall {
  /// Further headers, `Name: value`, without line breaks.
  std::vector<std::string> headers;
  /// Instead of HttpOptions::timeout where it is shorter.
  std::optional<std::chrono::milliseconds> timeout;
};

struct HttpResponse {
  long status = 0;
  std::string body;
  /// From Retry-After, as seconds or as a date, a day at most; nullopt when it was not sent.
  std::optional<std::chrono::seconds> retry_after;
};

/// Why there is no response.
struct HttpFault {
  enum class Kind {
    kTimeout,    ///< connecting or answering took too long
    kUnreached,  ///< no connection: name, address, TLS
    kBroken,     ///< the connection ended before the answer did
    kTooLarge,   ///< the answer is longer than max_response_bytes
    kUnusable    ///< the URL cannot be requested
  };
  Kind kind;
  std::string message;
};

/// Movable; one thread at a time. Only http and https; redirects are answers, not followed.
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);

  std::expected<HttpResponse, HttpFault> get(const std::string& url);
  /// Posts a JSON text.
  std::expected<HttpResponse, HttpFault> post(const std::string& url, const std::string& body,
                                              const HttpCall& call = {});

 private:
  struct Cleanup {
    void operator()(void* handle) const;
  };
  std::expected<HttpResponse, HttpFault> perform(const std::string& url, const std::string* body,
                                                 const HttpCall& call);

  HttpOptions options_;
  std::unique_ptr<void, Cleanup> handle_;
};

}  // namespace fairlead::provider
