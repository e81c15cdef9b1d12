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
// So that a call that is cut short by the time budget ends behind it, and not a moment before.
constexpr std::chrono::milliseconds kBeyond{1};

constexpr const char* kEnter = R"(
  insert into ai_spending
    (tenant_id, job_id, lease, job_type, provider, model, asks, prompt_tokens, completion_tokens,
     cost_usd, code)
  values ($1, $2, $3, $4, $5, left($6, 200), $7, $8, $9, $10, $11)
  on conflict do nothing)";

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

std::string codeOf(const Outcome& outcome) {
  if (const auto* failure = std::get_if<job::Failure>(&outcome)) return failure->code;
  const auto* given = std::get_if<queue::GivenBack>(&outcome);
  return std::string(given ? given->reason.code : "");
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
  Attempt attempt;
  auto answer = converse(form, openingOf(form, kind, text, job), job, context, attempt);
  if (attempt.asks > 0) {
    enter(attempt, answer ? std::nullopt : std::optional(codeOf(answer.error())), job, context);
  }
  return answer;
}

std::expected<Answer, Outcome> ModelAsker::converse(const Form& form, Messages messages,
                                                    const ClaimedJob& job, JobContext& context,
                                                    Attempt& attempt) {
  for (int asks = 1; asks <= kMostAsks; ++asks) {
    if (context.mustStop()) return std::unexpected(stopped());
    auto said = call(messages, job, asks, context);
    if (!said) {
      logFailed(context, said.error());
      // A call that the time budget cut short says nothing of the provider.
      if (context.mustStop()) return std::unexpected(stopped());
      return std::unexpected(jobFailureOf(said.error(), settings_.provider));
    }
    count(attempt, messages, *said);
    auto report = schema::checkOutput(form.schema, said->text);
    if (!report) {  // larger, or more to check, than any answer may be
      messages.push_back({ChatRole::kUser, "Your answer was too large. Answer again, shorter."});
      continue;
    }
    if (isUsable(*report)) {
      return Answer{std::move(*report->document), attempt.model, asks, attempt.spending};
    }
    logRefused(context, *report, *said, asks);
    // Not every API takes an assistant who said nothing.
    if (!said->text.empty()) messages.push_back({ChatRole::kAssistant, std::move(said->text)});
    messages.push_back({ChatRole::kUser, askAgain(*report)});
  }
  return std::unexpected(schemaInvalid());
}

void ModelAsker::enter(const Attempt& attempt, const std::optional<std::string>& code,
                       const ClaimedJob& job, JobContext& context) const {
  const Spending& spent = attempt.spending;
  const auto entered =
      context.withConnection([&](postgres::Connection& connection) -> Result<void> {
        const auto done = connection.query(
            kEnter,
            {job.tenant, job.id, job.rule.lease, job.type, settings_.provider, attempt.model,
             attempt.asks, spent.promptTokens, spent.completionTokens, spent.costUsd, code});
        if (!done) return std::unexpected(done.error());
        return {};
      });
  if (entered) return;
  context.log(LogLevel::kWarning, "spending_not_kept",
              {{"code", entered.error().code},
               {"prompt_tokens", spent.promptTokens},
               {"completion_tokens", spent.completionTokens}});
}

ModelAsker::Called ModelAsker::call(const Messages& messages, const ClaimedJob& job, int asks,
                                    const JobContext& context) {
  const auto left = context.deadline() - std::chrono::steady_clock::now();
  provider::ChatClient client = takeClient();
  auto said = client.complete(
      messages, {.request_id = fmt::format("{}.{}.{}", job.id, job.rule.lease, asks),
                 .trace_parent = job.traceParent,
                 .timeout = std::chrono::ceil<std::chrono::milliseconds>(left) + kBeyond});
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

void ModelAsker::count(Attempt& attempt, const Messages& messages, const Completion& said) const {
  std::int64_t asked = 0;
  for (const auto& message : messages) asked += estimate(message.content);
  const auto prompt = said.prompt_tokens.value_or(asked);
  const auto completion = said.completion_tokens.value_or(estimate(said.text));
  const Price& price = settings_.price;
  attempt.model = said.model;
  ++attempt.asks;
  attempt.spending.promptTokens += prompt;
  attempt.spending.completionTokens += completion;
  attempt.spending.costUsd += (static_cast<double>(prompt) * price.prompt +
                               static_cast<double>(completion) * price.completion) /
                              1e6;
}

}  // namespace fairlead::jobs
