// The bytes of the chat protocol.
//
//   POST /chat/completions  {"model": id, "messages": [{"role": role, "content": text}, …],
//                            "max_tokens": n, "temperature": x,
//                            "response_format": {"type": "json_object"}}
//   200                     {"choices": [{"message": {"content": text}, "finish_reason": word}, …],
//                            "model": id?, "usage": {"prompt_tokens": n, "completion_tokens": n}?}
//
// Members not shown are allowed and ignored; of several choices the first counts.
#pragma once

#include <expected>
#include <span>
#include <string>

#include "native/provider/chat_client.h"
#include "native/provider/failure.h"

namespace fairlead::provider {

/// The texts must be valid UTF-8.
std::string writeChatRequest(const ChatModel& model, std::span<const ChatMessage> messages);

/// Failure: `provider_answer_malformed` (class provider) when it is not JSON, or has no text.
std::expected<Completion, Failure> readCompletion(const std::string& body,
                                                  const std::string& modelId);

}  // namespace fairlead::provider
