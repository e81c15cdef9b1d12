#include "native/provider/chat_client.h"

#include <string_view>

#include "native/provider/chat_wire.h"

namespace fairlead::provider {
namespace {

HttpCall httpCallOf(const ChatCall& call) {
  HttpCall http{.headers = {}, .timeout = call.timeout};
  if (!call.request_id.empty()) http.headers.push_back("X-Client-Request-Id: " + call.request_id);
  if (call.trace_parent) http.headers.push_back("Traceparent: " + *call.trace_parent);
  return http;
}

}  // namespace

std::expected<Completion, Failure> ChatClient::complete(std::span<const ChatMessage> messages,
                                                        const ChatCall& call) {
  const auto body =
      api_.post("/chat/completions", writeChatRequest(model_, messages), 1, httpCallOf(call));
  if (!body) return std::unexpected(body.error());
  return readCompletion(*body, model_.model_id);
}

}  // namespace fairlead::provider
