#include "native/jobs/mail_summary.h"

#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>

#include "core/json/writer.h"
#include "native/jobs/material.h"
#include "native/mail/quotes.h"

namespace fairlead::jobs {
namespace {

using postgres::Connection;
using queue::ClaimedJob;
using queue::JobContext;
using queue::Outcome;

constexpr const char* kLoad = R"(
  select from_name, from_address, subject, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD'),
         body_text
    from emails where tenant_id = $1 and account_id = $2 and gmail_message_id = $3)";

constexpr const char* kKeep = R"(
  insert into email_ai_summaries as s
    (tenant_id, account_id, gmail_message_id, prompt_version, summary_json, model, tokens,
     prompt_tokens, completion_tokens, cost_usd, asks)
  values ($1, $2, $3, $4, $5, left($6, 200), $7::integer + $8::integer, $7, $8, $9, $10)
  on conflict (tenant_id, account_id, gmail_message_id, prompt_version) do update
    set summary_json = excluded.summary_json, model = excluded.model, tokens = excluded.tokens,
        prompt_tokens = excluded.prompt_tokens, completion_tokens = excluded.completion_tokens,
        cost_usd = excluded.cost_usd, asks = excluded.asks)";

// Of a header, in characters: enough for any that a person wrote.
constexpr std::size_t kMaxHeader = 300;

/// The mail as the model is shown it: a few headers, and what its writer wrote, cut to `maxChars`.
std::string shown(const postgres::Row& row, std::size_t maxChars) {
  const auto header = [&](int column) {
    return firstCharacters(row.get<std::string_view>(column), kMaxHeader);
  };
  const std::string written = mail::trimQuotes(row.get<std::string_view>(4));
  return fmt::format("From: {} <{}>\nSubject: {}\nDate: {}\n\n{}", header(0), header(1), header(2),
                     header(3), firstCharacters(written, maxChars));
}

/// The mail's text to be asked about; nothing where there is no such mail.
Result<std::optional<std::string>> load(const ClaimedJob& job, JobContext& context,
                                        std::size_t maxChars) {
  std::optional<std::string> text;
  if (!job.account || !job.message) return text;
  auto loaded = context.withConnection([&](Connection& connection) -> Result<void> {
    const auto mails = connection.query(kLoad, {job.tenant, *job.account, *job.message});
    if (!mails) return std::unexpected(mails.error());
    if (!mails->empty()) text = shown((*mails)[0], maxChars);
    return {};
  });
  if (!loaded) return std::unexpected(loaded.error());
  return text;
}

/// What stands in the row, apart from the mail's own key.
struct Kept {
  std::string promptVersion, summary, model;
  Spending spending;
  int asks;
};

queue::Effect keep(const ClaimedJob& job, Kept kept) {
  return [tenant = job.tenant, account = job.account, message = job.message,
          kept = std::move(kept)](Connection& connection) -> Result<void> {
    const auto done =
        connection.query(kKeep, {tenant, account, message, kept.promptVersion, kept.summary,
                                 kept.model, kept.spending.promptTokens,
                                 kept.spending.completionTokens, kept.spending.costUsd, kept.asks});
    if (!done) return std::unexpected(done.error());
    return {};
  };
}

}  // namespace

Outcome MailSummary::run(const ClaimedJob& job, JobContext& context) {
  const auto text = load(job, context, asker().settings().maxChars);
  if (!text) return queue::outcomeOf(text.error());
  if (!*text) return job::Failure{job::FailureClass::kItem, "EMAIL_NOT_FOUND"};
  const auto answer = asker().ask(form(), "mail", **text, job, context);
  if (!answer) return answer.error();
  json::Writer summary;
  summary.value(answer->document.root());
  auto written = std::move(summary).finish();
  if (!written) return queue::outcomeOf(written.error());
  return queue::Done{keep(job, {form().promptVersion, std::move(*written), answer->model,
                                answer->spending, answer->asks})};
}

}  // namespace fairlead::jobs
