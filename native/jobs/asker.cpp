#include "native/jobs/asker.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <utility>

#include "core/schema/output.h"
#include "native/jobs/material.h"

namespace fairlead::jobs {
namespace {

using provider::ChatRole;
using provider::Completion;
using queue::ClaimedJob;
using queue::JobContext;
using queue::Outcome;
using workers::LogLevel;

// The first time, and once more with what was wrong (core/job/failure.h).
constexpr int kMostAsks = 2;
constexpr std::int64_t kBytesPerToken = 4;

queue::GivenBack stopped() {
  return {{"stopping", "The worker stops, or holds the job no longer.", {}}};
}

job::Failure schemaInvalid() {
  return {.failureClass = job::FailureClass::kSchema, .code = "SCHEMA_INVALID", .asks = kMostAsks};
}

std::int64_t estimate(std::string_view text) {
  return static_cast<std::int64_t>(text.size()) / kBytesPerToken + 1;
}

/// U+0000, which JSON can say and PostgreSQL cannot keep, in any text of the value.
bool holdsNul(json::Value value) {
  if (value.isString()) return value.string().find('\0') != std::string_view::npos;
  if (value.isArray()) return std::ranges::any_of(value.array(), holdsNul);
  if (!value.isObject()) return false;
  return std::ranges::any_of(value.object(), [](const json::Member& member) {
    return member.name.find('\0') != std::string_view::npos || holdsNul(member.value);
  });
}

bool isUsable(const schema::OutputReport& report) {
  return report.outcome == schema::Outcome::kValid && !holdsNul(report.document->root());
}

std::string askAgain(schema::OutputReport& report) {
  if (report.outcome != schema::Outcome::kValid) return std::move(report.askAgain);
  return "A text in your answer holds the character U+0000. Answer again without it.";
}

/// Nothing of the text itself: an answer quotes the mail it is about.
void logRefused(JobContext& context, const schema::OutputReport& report, const Completion& said,
                int asks) {
  const auto& violations = report.violations;
  context.log(LogLevel::kWarning, "model_output_refused",
              {{"outcome", schema::nameOf(report.outcome)},
               {"violations", violations.size()},
               {"keyword", violations.empty() ? "" : std::string_view(violations.front().keyword)},
               {"asks", asks},
               {"cut_off", static_cast<int>(said.cut_off)}});
}

void logFailed(JobContext& context, const provider::Failure& failure) {
  context.log(LogLevel::kWarning, "model_call_failed",
              {{"code", failure.error.code}, {"message", failure.error.message}});
}

}  // namespace

std::vector<provider::ChatMessage> openingOf(const Form& form, std::string_view kind,
                                             std::string_view text, const ClaimedJob& job) {
  return {{ChatRole::kSystem, form.system},
          {ChatRole::kUser, fenced(kind, text, fmt::format("{}/{}", job.tenant, job.id))}};
}

std::expected<Answer, Outcome> ModelAsker::ask(const Form& form, std::string_view kind,
                                               std::string_view text, const ClaimedJob& job,
                                               JobContext& context) {
  Messages messages = openingOf(form, kind, text, job);
  Spending spent;
  for (int asks = 1; asks <= kMostAsks; ++asks) {
    if (context.mustStop()) return std::unexpected(stopped());
    auto said = call(messages, job, asks, context);
    if (!said) {
      logFailed(context, said.error());
      return std::unexpected(jobFailureOf(said.error(), settings_.provider));
    }
    count(spent, messages, *said);
    auto report = schema::checkOutput(form.schema, said->text);
    if (!report) break;  // larger, or more to check, than any answer may be
    if (isUsable(*report)) {
      return Answer{std::move(*report->document), std::move(said->model), asks, spent};
    }
    logRefused(context, *report, *said, asks);
    messages.push_back({ChatRole::kAssistant, std::move(said->text)});
    messages.push_back({ChatRole::kUser, askAgain(*report)});
  }
  return std::unexpected(schemaInvalid());
}

ModelAsker::Called ModelAsker::call(const Messages& messages, const ClaimedJob& job, int asks,
                                    const JobContext& context) {
  const auto left = context.deadline() - std::chrono::steady_clock::now();
  provider::ChatClient client = takeClient();
  auto said = client.complete(
      messages, {.request_id = fmt::format("{}.{}.{}", job.id, job.rule.lease, asks),
                 .trace_parent = job.traceParent,
                 .timeout = std::chrono::duration_cast<std::chrono::milliseconds>(left)});
  giveBack(std::move(client));
  return said;
}

provider::ChatClient ModelAsker::takeClient() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return {settings_.model, settings_.http, settings_.names};
  provider::ChatClient client = std::move(idle_.back());
  idle_.pop_back();
  return client;
}

void ModelAsker::giveBack(provider::ChatClient client) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(client));
}

void ModelAsker::count(Spending& spent, const Messages& messages, const Completion& said) const {
  std::int64_t asked = 0;
  for (const auto& message : messages) asked += estimate(message.content);
  const auto prompt = said.prompt_tokens.value_or(asked);
  const auto completion = said.completion_tokens.value_or(estimate(said.text));
  const Price& price = settings_.price;
  spent.promptTokens += prompt;
  spent.completionTokens += completion;
  spent.costUsd += (static_cast<double>(prompt) * price.prompt +
                    static_cast<double>(completion) * price.completion) /
                   1e6;
}

}  // namespace fairlead::jobs
