// Rescue, retention, and what people do to jobs.
#include <fmt/format.h>

#include "native/queue/job_rows.h"
#include "native/queue/postgres_store.h"

namespace fairlead::queue {
namespace {

using postgres::Connection;
using postgres::Parameter;

/// A job as it is, at a moment of the database's clock.
struct Found {
  Hold hold;
  std::string type;
  std::optional<std::string> traceParent;
  job::Micros now = 0;
  job::Micros writtenAt = 0;
  job::Job rule;
};

std::string foundColumns() {
  return fmt::format(
      "tenant_id, id, job_type, trace_parent, to_micros(clock_timestamp()), to_micros(updated_at), "
      "{}",
      kRuleColumns);
}

/// The jobs that somebody holds.
constexpr std::string_view kHeldJobs =
    "ai_running join ai_jobs using (tenant_id, id, job_type, lease)";

Found foundIn(const postgres::Row& row) {
  Found found = {{row.get<std::string>(0), row.get<std::int64_t>(1), 0},
                 row.get<std::string>(2),
                 row.get<std::optional<std::string>>(3),
                 row.get<std::int64_t>(4),
                 row.get<std::int64_t>(5),
                 readRule(row, 6)};
  found.hold.lease = found.rule.lease;
  return found;
}

Result<std::vector<Found>> find(Connection& connection, const std::string& statement,
                                std::span<const Parameter> parameters) {
  const auto rows = connection.query(statement, parameters);
  if (!rows) return std::unexpected(rows.error());
  std::vector<Found> found;
  found.reserve(static_cast<std::size_t>(rows->size()));
  for (const auto row : *rows) found.push_back(foundIn(row));
  return found;
}

/// Writes decisions where the jobs are as they were found; gives the ids of these.
Result<std::vector<std::int64_t>> apply(Connection& connection, std::span<const Found> found,
                                        std::span<const job::Decision> decisions) {
  std::vector<Decided> decided;
  decided.reserve(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    decided.push_back({found[i].hold.tenant, found[i].hold.id, found[i].rule.state, &decisions[i]});
  }
  const auto rows = connection.query("select id from ai_settle_jobs($1)", {settlementOf(decided)});
  if (!rows) return std::unexpected(rows.error());
  std::vector<std::int64_t> written;
  for (const auto row : *rows) written.push_back(row.get<std::int64_t>(0));
  return written;
}

// $1 … $7 of every statement that takes a filter.
constexpr std::string_view kFilter =
    "($1::bigint is null or id = $1) and ($2::uuid is null or tenant_id = $2) "
    "and ($3::text is null or job_type = $3) and ($4::text is null or status = $4) "
    "and ($5::text is null or (last_error_at is not null and last_error_code = $5)) "
    "and ($6::bigint is null or updated_at >= from_micros($6)) "
    "and ($7::bigint is null or updated_at < from_micros($7))";

std::vector<Parameter> parametersOf(const JobFilter& filter) {
  const auto state = filter.state ? std::optional(nameOf(*filter.state)) : std::nullopt;
  return {filter.id,        filter.tenant, filter.type,  state,
          filter.errorCode, filter.since,  filter.before};
}

using Decide = std::function<job::Decision(const job::Job&, job::Micros now)>;

// A job that a worker claimed or let go between the reading and the writing is read once more,
// until none is left that was decided on and not written. So is all of it where the writing came
// into a deadlock with a claim, which takes jobs in the line's order and not in this one.
Result<std::int64_t> applyUntilWritten(Connection& connection, std::vector<Found> found,
                                       const JobFilter& filter, std::string_view states,
                                       const Decide& decide) {
  constexpr int kMostConflicts = 10;
  std::int64_t count = 0;
  int conflicts = 0;
  while (!found.empty()) {
    std::vector<job::Decision> decisions;
    decisions.reserve(found.size());
    for (const Found& one : found) decisions.push_back(decide(one.rule, one.now));
    auto written = apply(connection, found, decisions);
    if (!written && written.error().code == "database_conflict" && ++conflicts <= kMostConflicts)
      written = std::vector<std::int64_t>();
    if (!written) return std::unexpected(written.error());
    count += std::ssize(*written);
    std::vector<std::int64_t> missed;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::int64_t id = found[i].hold.id;
      const bool isWritten = std::ranges::find(*written, id) != written->end();
      if (decisions[i].applied() && !isWritten) missed.push_back(id);
    }
    if (missed.empty()) break;
    std::vector<Parameter> parameters = parametersOf(filter);
    parameters.push_back(Parameter::array(missed));
    auto again = find(connection,
                      fmt::format("select {} from ai_jobs where {} and status in ({}) "
                                  "and id = any($8) order by id",
                                  foundColumns(), kFilter, states),
                      parameters);
    if (!again) return std::unexpected(again.error());
    found = std::move(*again);
  }
  return count;
}

/// Depths from rows of type, state, count, due and the oldest time.
Result<std::vector<Depth>> readDepths(Connection& connection, std::string_view groups) {
  const auto rows = connection.query(
      fmt::format("select job_type, state, count, due, "
                  "coalesce(to_micros(clock_timestamp()) - to_micros(oldest), 0) "
                  "from ({}) as by (job_type, state, count, due, oldest) order by job_type, state",
                  groups));
  if (!rows) return std::unexpected(rows.error());
  std::vector<Depth> depths;
  for (const auto row : *rows) {
    depths.push_back({row.get<std::string>(0), stateOf(row.get<std::string_view>(1)),
                      row.get<std::int64_t>(2), row.get<std::int64_t>(3),
                      row.get<std::int64_t>(4)});
  }
  return depths;
}

}  // namespace

Result<std::vector<Rescued>> PostgresStore::rescue(int limit) {
  // Rows that were left behind by changes made by hand.
  const auto cleared = connection_.query(
      "delete from ai_running r where not exists (select from ai_jobs j "
      "where j.tenant_id = r.tenant_id and j.id = r.id and j.lease = r.lease "
      "and j.status = 'running')");
  if (!cleared) return std::unexpected(cleared.error());
  const auto held = find(connection_,
                         fmt::format("select {} from {} where status = 'running' and job_type = "
                                     "any($1) order by tenant_id, id",
                                     foundColumns(), kHeldJobs),
                         std::vector<Parameter>{typeNames()});
  if (!held) return std::unexpected(held.error());
  std::vector<Found> late;
  std::vector<job::Decision> decisions;
  for (const Found& one : *held) {
    auto decision = job::rescue(one.rule, one.now, policyOf(one.type));
    if (!decision.applied() || late.size() == static_cast<std::size_t>(limit)) continue;
    late.push_back(one);
    decisions.push_back(std::move(decision));
  }
  if (late.empty()) return std::vector<Rescued>();
  const auto written = apply(connection_, late, decisions);
  if (!written) return std::unexpected(written.error());
  std::vector<Rescued> rescued;
  for (std::size_t i = 0; i < late.size(); ++i) {
    if (std::ranges::find(*written, late[i].hold.id) == written->end()) continue;
    rescued.push_back({late[i].hold.tenant, late[i].hold.id, std::move(late[i].type),
                       std::move(late[i].traceParent), std::move(late[i].rule),
                       std::move(decisions[i])});
  }
  return rescued;
}

Result<std::int64_t> PostgresStore::rescueQueued(int limit) {
  const auto found =
      find(connection_,
           fmt::format("select {} from ai_jobs "
                       "join ai_ready using (tenant_id, id, job_type, priority, run_after) "
                       "where status = 'queued' and run_after > clock_timestamp() "
                       "and is_ahead(updated_at) order by tenant_id, id limit $1",
                       foundColumns()),
           std::vector<Parameter>{limit});
  if (!found) return std::unexpected(found.error());
  std::vector<job::Decision> decisions;
  for (const Found& one : *found)
    decisions.push_back(job::rescueQueued(one.rule, one.writtenAt, one.now));
  if (decisions.empty()) return 0;
  const auto written = apply(connection_, *found, decisions);
  if (!written) return std::unexpected(written.error());
  return std::ssize(*written);
}

// What a claim took that failed on the way back, most often with its connection. A claim that the
// server goes on with after this is left to rescue.
Result<void> PostgresStore::giveBackUnknown() {
  const auto unknown =
      find(connection_,
           fmt::format("select {} from {} where status = 'running' and locked_by = $1 "
                       "and claimed_at > from_micros($2) order by tenant_id, id",
                       foundColumns(), kHeldJobs),
           std::vector<Parameter>{unsureOf_, knownUntil_.value_or(0)});
  if (!unknown) return std::unexpected(unknown.error());
  std::vector<job::Decision> decisions;
  for (const Found& one : *unknown)
    decisions.push_back(job::release(one.rule, one.rule.lease, one.now));
  if (!decisions.empty()) {
    const auto written = apply(connection_, *unknown, decisions);
    if (!written) return std::unexpected(written.error());
  }
  unsureOf_.clear();
  return {};
}

Result<std::int64_t> PostgresStore::applyTo(const JobFilter& filter, std::string_view states,
                                            const Decide& decide) {
  constexpr std::int64_t kPortion = 1000;
  const std::string statement = fmt::format(
      "select {} from ai_jobs where {} and status in ({}) and id > $8 "
      "order by id limit {}",
      foundColumns(), kFilter, states, kPortion);
  std::int64_t last = 0, count = 0;
  for (;;) {
    std::vector<Parameter> parameters = parametersOf(filter);
    parameters.emplace_back(last);
    auto found = find(connection_, statement, parameters);
    if (!found) return std::unexpected(found.error());
    const bool isFull = found->size() == static_cast<std::size_t>(kPortion);
    if (isFull) last = found->back().hold.id;
    const auto applied = applyUntilWritten(connection_, std::move(*found), filter, states, decide);
    if (!applied) return applied;
    count += *applied;
    if (!isFull) return count;
  }
}

Result<std::int64_t> PostgresStore::cancel(const JobFilter& filter) {
  return applyTo(filter, "'queued', 'running'", job::cancel);
}

Result<std::int64_t> PostgresStore::requeue(const JobFilter& filter) {
  return applyTo(filter, "'succeeded', 'dead', 'cancelled'", job::requeue);
}

Result<std::int64_t> PostgresStore::snooze(const JobFilter& filter, job::Micros until) {
  return applyTo(filter, "'queued'", [until](const job::Job& job, job::Micros) {
    return job::snoozeQueued(job, until);
  });
}

Result<std::vector<JobRow>> PostgresStore::list(const JobFilter& filter, int limit) {
  std::vector<Parameter> parameters = parametersOf(filter);
  parameters.emplace_back(limit);
  const auto rows = connection_.query(
      fmt::format(
          "select tenant_id, id, job_type, dedupe_key, priority, to_micros(created_at), "
          "to_micros(updated_at), {} from ai_jobs where {} order by updated_at desc, id desc "
          "limit $8",
          kRuleColumns, kFilter),
      parameters);
  if (!rows) return std::unexpected(rows.error());
  std::vector<JobRow> jobs;
  for (const auto row : *rows) {
    jobs.push_back({row.get<std::string>(0), row.get<std::int64_t>(1), row.get<std::string>(2),
                    row.get<std::string>(3), static_cast<int>(row.get<std::int64_t>(4)),
                    readRule(row, 7), row.get<std::int64_t>(5), row.get<std::int64_t>(6)});
  }
  return jobs;
}

Result<std::int64_t> PostgresStore::sweep(const Retention& retention) {
  constexpr int kPortion = 5000;
  std::int64_t swept = 0;
  for (const auto& [state, time] : {std::pair{job::State::kSucceeded, retention.succeeded},
                                    {job::State::kCancelled, retention.cancelled},
                                    {job::State::kDead, retention.dead}}) {
    if (time == 0) continue;
    // A job finishes after it was asked for, so the index by age finds all that may go. They are
    // locked: one that is asked for again meanwhile is not deleted.
    const auto rows = connection_.query(
        "with old as (select clock_timestamp() - $2::bigint * interval '1 microsecond' as at) "
        "delete from ai_jobs where ctid = any (array(select j.ctid from ai_jobs j "
        "where j.created_at < (select at from old) and j.status = $1 "
        "and j.finished_at < (select at from old) limit $3 for update of j skip locked))",
        {nameOf(state), time, kPortion});
    if (!rows) return std::unexpected(rows.error());
    swept += rows->affected();
  }
  return swept;
}

Result<std::vector<Depth>> PostgresStore::depths() {
  return readDepths(connection_,
                    "select job_type, status, count(*), "
                    "count(*) filter (where status = 'queued' and run_after <= clock_timestamp()), "
                    "min(case when status <> 'queued' then updated_at "
                    "when run_after <= clock_timestamp() then run_after end) "
                    "from ai_jobs group by job_type, status");
}

Result<std::vector<Depth>> PostgresStore::liveDepths() {
  return readDepths(
      connection_,
      fmt::format(
          "select job_type, 'queued', count(*), "
          "count(*) filter (where run_after <= clock_timestamp()), "
          "min(run_after) filter (where run_after <= clock_timestamp()) "
          "from ai_ready group by job_type "
          "union all select job_type, 'running', count(*), 0, min(updated_at) "
          "from {} where status = 'running' group by job_type "
          "union all select job_type, 'dead', count(*), 0, min(updated_at) "
          "from ai_jobs where last_error_at is not null and status = 'dead' group by job_type",
          kHeldJobs));
}

Result<std::vector<ProviderRow>> PostgresStore::providers() {
  return readProviders(connection_);
}

Parameter PostgresStore::typeNames() const {
  std::vector<std::string> names;
  names.reserve(rules_.types.size());
  for (const TypeRules& type : rules_.types) names.push_back(type.type);
  return Parameter::array(names);
}

}  // namespace fairlead::queue
