#include "native/mail/import.h"

#include <ctime>
#include <fmt/format.h>

namespace fairlead::mail {
namespace {

using postgres::Parameter;

// One statement is one transaction: the mail and its job are both there, or neither is.
constexpr const char* kStore = R"(
  with stored as (
    insert into public.emails
      (tenant_id, account_id, gmail_message_id, thread_id, from_name, from_address, to_addresses,
       subject, body_text, received_at, message_references, byte_size, attachments, faults)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::double precision), $11, $12, $13, $14)
    on conflict (tenant_id, account_id, gmail_message_id) do nothing
    returning tenant_id, account_id, gmail_message_id)
  select )";
constexpr const char* kAlone = "false from stored";
constexpr const char* kWithJob = R"(job.added
    from stored, public.ai_enqueue('email_summarize_v1', p_tenant_id => stored.tenant_id,
                                   p_account_id => stored.account_id,
                                   p_gmail_message_id => stored.gmail_message_id) job)";

std::vector<std::string> textsOf(const std::vector<std::string_view>& codes) {
  return {codes.begin(), codes.end()};
}

// A mail that the database does not take. With any other error, such as a full disk, the next mail
// fares no better, and the import ends before it.
bool concernsTheMail(const Error& error) {
  return error.code == "database_refused" || error.code == "database_duplicate";
}

}  // namespace

Importer::Importer(postgres::Connection& connection, Mailbox mailbox, bool summarise, Limits limits)
    : connection_(connection),
      mailbox_(std::move(mailbox)),
      summarise_(summarise),
      limits_(limits) {}

Result<void> Importer::take(const Incoming& incoming) {
  ++report_.seen;
  const auto mail = decode(incoming.bytes, limits_);
  if (!mail) {
    report_.refused.push_back({incoming.place, {}, {std::string(mail.error().code)}});
    return {};
  }
  auto done = store(*mail, incoming);
  if (done || !concernsTheMail(done.error())) return done;
  report_.refused.push_back({incoming.place, {}, {std::string(done.error().code)}});
  return {};
}

Result<void> Importer::store(const Mail& mail, const Incoming& incoming) {
  const std::int64_t received = mail.date.value_or(incoming.arrived.value_or(std::time(nullptr)));
  const std::vector<std::string> faults = textsOf(mail.faults);
  const auto rows =
      connection_.query(std::string(kStore) + (summarise_ ? kWithJob : kAlone),
                        {mailbox_.tenant, mailbox_.account, mail.message_id, mail.thread_id,
                         mail.from_name, mail.from_address, Parameter::array(mail.to), mail.subject,
                         mail.text, received, Parameter::array(mail.references),
                         incoming.bytes.size(), mail.attachments, Parameter::array(faults)});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) {
    ++report_.known;
    return {};
  }
  ++report_.stored;
  if ((*rows)[0].get<bool>(0)) ++report_.queued;
  if (!faults.empty()) report_.incomplete.push_back({incoming.place, mail.message_id, faults});
  return {};
}

}  // namespace fairlead::mail
