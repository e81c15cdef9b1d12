#include "tests/native/jobs/shore.h"

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>

#include "native/postgres/transaction.h"

namespace fairlead::testing {
namespace {

using queue::ClaimedJob;
using queue::Outcome;

std::int64_t nextJobId() {
  static std::atomic<std::int64_t> last = 0;
  return ++last;
}

[[noreturn]] void die(std::string_view what) {
  fmt::print(stderr, "{}\n", what);
  std::abort();
}

}  // namespace

Result<std::optional<std::string>> Watch::load(std::string_view step) {
  const auto found = steps_.find(step);
  if (found == steps_.end()) return std::nullopt;
  return found->second;
}

Result<void> Watch::save(std::string_view step, std::string_view json) {
  steps_[std::string(step)] = json;
  return {};
}

void Watch::log(workers::LogLevel, std::string_view event,
                std::initializer_list<workers::LogMember> members) {
  logged += event;
  for (const workers::LogMember& member : members) member.appendTo(logged);
  logged += '\n';
}

void Watch::commit(const Outcome& outcome) {
  const auto* done = std::get_if<queue::Done>(&outcome);
  if (!done) die("The job did not end well: " + failureIn(outcome).code);
  auto transaction = postgres::Transaction::begin(connection_).value();
  if (const auto written = done->effect(connection_); !written) die(written.error().message);
  transaction.commit().value();
}

Shore::Shore(const TestDatabase& database)
    : owner_(connectTo(database.ownerUrl())), worker_(connectTo(database.workerUrl())) {
  mustQuery(owner_, "set role fairlead_admin");
  tenant_ = insert("insert into tenants (name) values ('MY Test') returning tenant_id", {});
  member_ = insert(
      "insert into memberships (tenant_id, user_id, display_name, role) "
      "values ($1, gen_random_uuid(), 'Robin', 'captain') returning user_id",
      {tenant_});
  account_ = insert(
      "insert into credentials (tenant_id, provider, address) "
      "values ($1, 'imap', 'bridge@test.example') returning account_id",
      {tenant_});
  twin_ = insert("insert into twins (tenant_id, owner_id, name) values ($1, $2, 'T') returning id",
                 {tenant_, member_});
  conversation_ = insert(
      "insert into conversations (tenant_id, twin_id, user_id) values ($1, $2, $3) returning id",
      {tenant_, twin_, member_});
}

std::string Shore::insert(const std::string& sql,
                          std::initializer_list<postgres::Parameter> values) {
  return textOf(owner_, sql, values);
}

ClaimedJob Shore::job(std::string type, std::string payload) const {
  ClaimedJob job;
  job.tenant = tenant_;
  job.id = nextJobId();
  job.type = std::move(type);
  job.payload = std::move(payload);
  job.rule.lease = 1;
  return job;
}

ClaimedJob Shore::mail(const std::string& text, const std::string& subject) {
  const std::string message = fmt::format("mail-{}@test.example", ++mails_);
  mustQuery(worker_,
            "insert into emails (tenant_id, account_id, gmail_message_id, from_name, from_address, "
            "subject, body_text, received_at) "
            "values ($1, $2, $3, 'A. Sender', 'a@example.com', $4, $5, '2026-09-01 12:00Z')",
            {tenant_, account_, message, subject, text});
  ClaimedJob made = job("email_summarize_v1", "{}");
  made.account = account_;
  made.message = message;
  return made;
}

ClaimedJob Shore::message(const std::string& text) {
  const std::string id = insert(
      "insert into messages (tenant_id, conversation_id, message_no, author, body) "
      "values ($1, $2, (select count(*) + 1 from messages where conversation_id = $2), 'member', "
      "$3) "
      "returning id",
      {tenant_, conversation_, text});
  return job("graph_extraction", fmt::format(R"({{"message_id":"{}"}})", id));
}

ClaimedJob Shore::chunk(const std::string& text, const std::string& status) {
  const std::string source = insert(
      "insert into sources (tenant_id, twin_id, kind, title, status) "
      "values ($1, $2, 'text', 'A source', $3) returning id",
      {tenant_, twin_, status});
  const std::string id = insert(
      "insert into source_chunks (tenant_id, source_id, chunk_no, chunk_hash, body, tokens) "
      "values ($1, $2, 0, repeat('a', 64), $3, 1) returning id",
      {tenant_, source, text});
  return job("graph_extraction", fmt::format(R"({{"chunk_id":"{}"}})", id));
}

std::string Shore::ask(const std::string& sql) {
  return textOf(worker_, sql, {tenant_});
}

jobs::ModelSettings settingsFor(const ModelServer& server) {
  jobs::ModelSettings settings;
  settings.model.base_url = server.baseUrl();
  settings.model.model_id = "fairlead-extractive-summary-and-entities-1";
  settings.http.timeout = std::chrono::seconds(5);
  settings.price = {.prompt = 2, .completion = 6};
  return settings;
}

job::Failure failureIn(const Outcome& outcome) {
  if (const auto* failure = std::get_if<job::Failure>(&outcome)) return *failure;
  if (const auto* given = std::get_if<queue::GivenBack>(&outcome)) die(given->reason.message);
  die(std::holds_alternative<queue::Done>(outcome) ? "The job was done" : "The job was put off");
}

}  // namespace fairlead::testing
