// Asking a model for an answer of a form, and once more where the first is not of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/json.h"
#include "native/jobs/form.h"
#include "native/provider/chat_client.h"
#include "native/queue/handler.h"

namespace fairlead::jobs {

/// In US dollars for a million tokens.
struct Price {
  double prompt = 0;
  double completion = 0;
};

struct ModelSettings {
  /// Whose breaker and quota hold for the jobs: "mistral".
  std::string provider = "mistral";
  provider::ChatModel model;
  provider::HttpOptions http;
  /// What the settings are called, for messages.
  provider::SettingNames names{
      .key = "MISTRAL_API_KEY", .url = "AI_BASE_URL", .model = "the model in AI_MODEL"};
  /// Of a text, in characters; the rest of it is not sent (AI_MAX_CHARS).
  std::size_t maxChars = 4000;
  /// Charged failures until a job is dead (AI_MAX_ATTEMPTS).
  int maxAttempts = 5;
  Price price;
};

/// What the calls for one answer took. Where the API does not count tokens, a quarter of the bytes.
struct Spending {
  std::int64_t promptTokens = 0;
  std::int64_t completionTokens = 0;
  double costUsd = 0;
};

struct Answer {
  /// Valid under the form's schema.
  json::Document document;
  std::string model;
  int asks = 1;
  Spending spending;
};

/// The first messages of a conversation: the form's instructions, and the text fenced under `kind`
/// (material.h), salted by tenant and job.
std::vector<provider::ChatMessage> openingOf(const Form& form, std::string_view kind,
                                             std::string_view text, const queue::ClaimedJob& job);

/// What the calls of one attempt came to, those that were answered.
struct Attempt {
  std::string model;
  int asks = 0;
  Spending spending;
};

/// May be used by many threads at once; each call has a connection of its own, kept for the next.
class ModelAsker {
 public:
  explicit ModelAsker(ModelSettings settings) : settings_(std::move(settings)) {}

  const ModelSettings& settings() const { return settings_; }

  /// Asks about `text`, which is fenced as data under `kind`. Else how the attempt ends: the
  /// provider's failure, `SCHEMA_INVALID` (class schema) where the second answer is not of the form
  /// either, or given back where the context says to stop. What the answers cost is entered in
  /// `ai_spending` whatever becomes of the job: it is spent.
  std::expected<Answer, queue::Outcome> ask(const Form& form, std::string_view kind,
                                            std::string_view text, const queue::ClaimedJob& job,
                                            queue::JobContext& context);

 private:
  using Messages = std::vector<provider::ChatMessage>;
  using Called = std::expected<provider::Completion, provider::Failure>;

  std::expected<Answer, queue::Outcome> converse(const Form& form, Messages messages,
                                                 const queue::ClaimedJob& job,
                                                 queue::JobContext& context, Attempt& attempt);
  Called call(const Messages& messages, const queue::ClaimedJob& job, int asks,
              const queue::JobContext& context);
  provider::ChatClient takeClient();
  void giveBack(provider::ChatClient client);
  void count(Attempt& attempt, const Messages& messages, const provider::Completion& said) const;
  void enter(const Attempt& attempt, const std::optional<std::string>& code,
             const queue::ClaimedJob& job, queue::JobContext& context) const;

  ModelSettings settings_;
  std::mutex mutex_;
  std::vector<provider::ChatClient> idle_;
};

}  // namespace fairlead::jobs
