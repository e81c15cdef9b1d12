#include "native/provider/chat_wire.h"

#include <array>
#include <optional>
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

/// The model that answered, as it calls itself; a name that is none could not be kept.
std::string nameOr(std::optional<std::string_view> name, const std::string& modelId) {
  const bool isName = name && !name->empty() && name->find('\0') == std::string_view::npos;
  return isName ? std::string(*name) : modelId;
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
  const json::Value message = memberOf(choice, "message");
  if (!message.isObject()) return std::unexpected(malformed("has no message in its first choice"));
  // A model that refuses, or whose answer a filter took away, has said nothing: no fault of its
  // API.
  const json::Value content = memberOf(message, "content");
  if (!content.isString() && !content.isNull())
    return std::unexpected(malformed("has no text in its first choice"));
  return Completion{.text = std::string(content.asString().value_or("")),
                    .cut_off = memberOf(choice, "finish_reason").asString() == "length",
                    .model = nameOr(memberOf(root, "model").asString(), modelId),
                    .prompt_tokens = tokensOf(root, "prompt_tokens"),
                    .completion_tokens = tokensOf(root, "completion_tokens")};
}

}  // namespace fairlead::provider
