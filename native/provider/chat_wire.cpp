#include "native/provider/chat_wire.h"

#include <array>
#include <string_view>
#include <utility>

#include "core/json/json.h"
#include "core/json/writer.h"
#include "native/provider/answer.h"

namespace fairlead::provider {
namespace {

constexpr std::array<std::string_view, 3> kRoles = {"system", "user", "assistant"};

void write(json::Writer& out, const ChatMessage& message) {
  out.beginObject();
  out.member("content", message.content);
  out.member("role", kRoles[static_cast<std::size_t>(message.role)]);
  out.endObject();
}

}  // namespace

std::string writeChatRequest(const ChatModel& model, std::span<const ChatMessage> messages) {
  json::Writer body;
  body.beginObject();
  body.member("max_tokens", model.max_tokens);
  body.name("messages");
  body.beginArray();
  for (const ChatMessage& message : messages) write(body, message);
  body.endArray();
  body.member("model", model.model_id);
  body.name("response_format");
  body.beginObject();
  body.member("type", "json_object");
  body.endObject();
  body.member("temperature", model.temperature);
  body.endObject();
  return std::move(body).finish().value();
}

std::expected<Completion, Failure> readCompletion(const std::string& body,
                                                  const std::string& modelId) {
  const auto document = parseAnswer(body);
  if (!document) return std::unexpected(malformed("is not JSON"));
  const json::Value root = document->root();
  const auto choices = memberOf(root, "choices").asArray();
  if (!choices || choices->empty()) return std::unexpected(malformed("has no `choices`"));
  const json::Value choice = *choices->begin();
  const auto text = memberOf(memberOf(choice, "message"), "content").asString();
  if (!text) return std::unexpected(malformed("has no text in its first choice"));
  const auto model = memberOf(root, "model").asString();
  return Completion{.text = std::string(*text),
                    .cut_off = memberOf(choice, "finish_reason").asString() == "length",
                    .model = std::string(model.value_or(modelId)),
                    .prompt_tokens = tokensOf(root, "prompt_tokens"),
                    .completion_tokens = tokensOf(root, "completion_tokens")};
}

}  // namespace fairlead::provider
