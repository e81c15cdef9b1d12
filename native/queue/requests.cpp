// Asking for jobs, and what asks for them by itself: cron.
#include <fmt/format.h>

#include "native/postgres/copy_text.h"
#include "native/postgres/transaction.h"
#include "native/queue/cron.h"
#include "native/queue/job_rows.h"
#include "native/queue/postgres_store.h"

namespace fairlead::queue {
namespace {

std::optional<std::string> orNull(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

struct CronEntry {
  std::string tenant, name, schedule, type, payload;
  std::int64_t priority = 100;
  job::Micros lastFiredAt = 0;
};

CronEntry entryOf(const postgres::Row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
          row.get<std::string>(3), row.get<std::string>(4), row.get<std::int64_t>(5),
          row.get<std::int64_t>(6)};
}

/// Enqueues the job of an entry for the time `at` if nobody else has: whoever moves last_fired_at
/// on enqueues, in the same statement.
Result<std::optional<Fired>> fire(postgres::Connection& connection, const CronEntry& entry,
                                  job::Micros at) {
  const auto rows = connection.query(
      "with fired as (update ai_cron set last_fired_at = from_micros($3) "
      "where tenant_id = $1 and name = $2 and last_fired_at = from_micros($4) returning 1) "
      "insert into ai_jobs (tenant_id, job_type, dedupe_key, payload, priority) "
      "select $1, $5, $6, $7::jsonb, $8::smallint from fired "
      "on conflict do nothing returning id",
      {entry.tenant, entry.name, at, entry.lastFiredAt, entry.type,
       fmt::format("cron:{}:{}", entry.name, at / job::kSecond), entry.payload, entry.priority});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return std::nullopt;
  return Fired{entry.tenant, entry.name, (*rows)[0].get<std::int64_t>(0), at};
}

}  // namespace

Result<Enqueued> PostgresStore::enqueue(const NewJob& job) {
  const auto rows = connection_.query(
      "select id, added, status from ai_enqueue($1, $2, $3, $4, from_micros($5), $6, $7, $8, $9)",
      {job.type, job.dedupeKey, job.payload, job.priority, job.runAfter, job.account, job.message,
       job.traceParent, orNull(job.tenant)});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) {
    return fail("database_conflict",
                "A job with the same key was there and is gone: ask for it again.");
  }
  const auto row = (*rows)[0];
  return Enqueued{row.get<std::int64_t>(0), row.get<bool>(1),
                  stateOf(row.get<std::string_view>(2))};
}

// COPY passes by no policy of row level security, so the rows go through a table of the
// transaction's own.
Result<std::int64_t> PostgresStore::enqueueMany(std::span<const NewJob> jobs) {
  postgres::CopyText text;
  for (const NewJob& job : jobs) {
    text.addRow({job.tenant, job.type, job.dedupeKey, job.payload, job.priority, job.runAfter,
                 job.account, job.message, job.traceParent});
  }
  auto transaction = postgres::Transaction::begin(connection_);
  if (!transaction) return std::unexpected(transaction.error());
  const auto made = connection_.execute(
      "create temporary table incoming (tenant_id uuid, job_type text, dedupe_key text, "
      "payload jsonb, priority smallint, run_after bigint, account_id uuid, "
      "gmail_message_id text, trace_parent text) on commit drop");
  if (!made) return std::unexpected(made.error());
  const auto copied = connection_.copyIn("copy pg_temp.incoming from stdin", text.rows());
  if (!copied) return copied;
  const auto added = connection_.query(
      "insert into ai_jobs (tenant_id, job_type, dedupe_key, payload, priority, run_after, "
      "account_id, gmail_message_id, trace_parent) "
      "select tenant_id, job_type, dedupe_key, payload, priority, from_micros(run_after), "
      "account_id, gmail_message_id, trace_parent from pg_temp.incoming on conflict do nothing");
  if (!added) return std::unexpected(added.error());
  if (auto done = transaction->commit(); !done) return std::unexpected(done.error());
  return added->affected();
}

Result<bool> PostgresStore::lead(std::string_view what, std::string_view holder, job::Micros time) {
  const auto rows = connection_.query(
      "select ai_lead($1, $2, $3::bigint * interval '1 microsecond')", {what, holder, time});
  if (!rows) return std::unexpected(rows.error());
  return (*rows)[0].get<bool>(0);
}

Result<CronRound> PostgresStore::fireCron() {
  const auto rows = connection_.query(
      "select tenant_id, name, schedule, job_type, payload, priority, to_micros(last_fired_at), "
      "to_micros(clock_timestamp()) from ai_cron where enabled order by tenant_id, name");
  if (!rows) return std::unexpected(rows.error());
  CronRound round;
  for (const auto row : *rows) {
    const CronEntry entry = entryOf(row);
    const auto schedule = CronSchedule::parse(entry.schedule);
    if (!schedule) {
      round.faults.push_back({entry.tenant, entry.name, schedule.error().message});
      continue;
    }
    const auto at = schedule->lastBetween(entry.lastFiredAt, row.get<std::int64_t>(7));
    if (!at) continue;
    auto fired = fire(connection_, entry, *at);
    if (!fired &&
        fired.error().code == "database_refused") {  // a type that is none, or needs a mail
      round.faults.push_back({entry.tenant, entry.name, fired.error().message});
      continue;
    }
    if (!fired) return std::unexpected(fired.error());
    if (*fired) round.fired.push_back(std::move(**fired));
  }
  return round;
}

}  // namespace fairlead::queue
