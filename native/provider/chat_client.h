// A client of the OpenAI protocol's /chat/completions, which Mistral and the local model server
// speak too. It asks for JSON (`response_format: json_object`), always.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "native/provider/failure.h"
#include "native/provider/http_client.h"
#include "native/provider/model_api.h"

namespace fairlead::provider {

/// Which model to ask, where, and how.
struct ChatModel {
  /// As of ModelApi.
  std::string base_url;
  std::string model_id;
  std::int64_t max_tokens = 800;  ///< of the answer
  double temperature = 0.3;
};

enum class ChatRole : std::uint8_t { kSystem, kUser, kAssistant };

struct ChatMessage {
  ChatRole role = ChatRole::kUser;
  std::string content;
};

/// What one call brings along besides its messages.
struct ChatCall {
  /// Sent as x-client-request-id: visible ASCII. Names the call in the API's own log.
  std::string request_id = {};
  /// Sent as traceparent (W3C Trace Context).
  std::optional<std::string> trace_parent = {};
  /// At most; HttpOptions::timeout where that is shorter.
  std::optional<std::chrono::milliseconds> timeout = {};
};

struct Completion {
  std::string text;
  bool cut_off = false;  ///< max_tokens ended it
  std::string model;     ///< that wrote it, as the API says; else the one that was asked for
  /// What the API counted and will charge; nullopt where it does not say.
  std::optional<std::int64_t> prompt_tokens, completion_tokens;
};

/// Movable; one thread at a time.
class ChatClient {
 public:
  ChatClient(ChatModel model, HttpOptions options, SettingNames names)
      : model_(std::move(model)), api_(model_.base_url, std::move(options), names) {}

  /// One call, no retry. Failures: those of failure.h; neither messages nor key stand in them.
  std::expected<Completion, Failure> complete(std::span<const ChatMessage> messages,
                                              const ChatCall& call);

 private:
  ChatModel model_;
  ModelApi api_;
};

}  // namespace fairlead::provider
