// fairlead jobs list | show | dead
#include <fmt/format.h>

#include "native/cli/jobs_commands.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;
using queue::JobRow;

std::string_view stateOf(const JobRow& row) {
  return job::kStateNames[static_cast<std::size_t>(row.rule.state)];
}

std::string timeOrDash(const std::optional<job::Micros>& moment) {
  return moment ? timeOf(*moment) : "–";
}

void write(json::Writer& out, const JobRow& row) {
  const job::Job& rule = row.rule;
  const auto word = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
  };
  out.beginObject();
  out.member("attempts", rule.attempts);
  out.member("claimed_at", rule.claimedAt);
  out.member("created_at", row.createdAt);
  out.member("dedupe_key", row.dedupeKey);
  out.member("deferrals", rule.deferrals);
  out.member("finished_at", rule.finishedAt);
  out.member("heartbeat_at", rule.heartbeatAt);
  out.member("id", row.id);
  out.member("last_error_at", rule.lastErrorAt);
  out.member("last_error_code", word(rule.lastErrorCode));
  out.member("lease", rule.lease);
  out.member("locked_by", word(rule.lockedBy));
  out.member("losses", rule.losses);
  out.member("priority", row.priority);
  out.member("run_after", rule.runAfter);
  out.member("state", stateOf(row));
  out.member("tenant", row.tenant);
  out.member("type", row.type);
  out.member("updated_at", row.updatedAt);
  out.endObject();
}

void showTable(const Output& output, const std::vector<JobRow>& rows) {
  output.line(fmt::format("{:>10}  {:<20}  {:<9}  {:>5}  {:>5}  {:<19}  {:<19}  {:<18}  {}", "job",
                          "type", "state", "tries", "lost", "changed (UTC)", "due (UTC)",
                          "last failure", "tenant"));
  for (const JobRow& row : rows) {
    const bool waits = row.rule.state == job::State::kQueued;
    output.line(fmt::format("{:>10}  {:<20}  {:<9}  {:>5}  {:>5}  {:<19}  {:<19}  {:<18}  {}",
                            row.id, row.type, stateOf(row), row.rule.attempts, row.rule.losses,
                            timeOf(row.updatedAt), waits ? timeOf(row.rule.runAfter) : "–",
                            row.rule.lastErrorCode, row.tenant));
  }
}

Result<ExitCode> list(const Context& context, const JobsOptions& options) {
  auto store = openQueue(context, options);
  if (!store) return std::unexpected(store.error());
  const auto filter = filterOf(options, **store);
  if (!filter) return std::unexpected(filter.error());
  const auto rows = (*store)->list(*filter, options.limit);
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty())
    context.output.line("no such jobs");
  else
    showTable(context.output, *rows);
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.name("jobs");
    out.beginArray();
    for (const JobRow& row : *rows) write(out, row);
    out.endArray();
    out.endObject();
  });
  return kDone;
}

std::string nextOf(const JobRow& row, job::Micros now) {
  const job::Job& rule = row.rule;
  switch (rule.state) {
    case job::State::kQueued:
      return rule.runAfter <= now ? "due: it waits for a worker, or for its provider"
                                  : fmt::format("due at {} UTC", timeOf(rule.runAfter));
    case job::State::kRunning:
      return fmt::format("held by {}, last heartbeat {} UTC", rule.lockedBy,
                         timeOrDash(rule.heartbeatAt));
    case job::State::kDead:
      return fmt::format("nothing; `fairlead jobs requeue --id {}` begins anew", row.id);
    default:
      return "nothing";
  }
}

void showOne(const Output& output, const JobRow& row, job::Micros now) {
  const auto line = [&](std::string_view name, std::string_view value) {
    output.line(fmt::format("{:<14}{}", name, value));
  };
  const job::Job& rule = row.rule;
  line("job", fmt::format("{}", row.id));
  line("type", row.type);
  line("tenant", row.tenant);
  line("key", row.dedupeKey);
  line("state", stateOf(row));
  line("charged", fmt::format("{} failures, {} lost workers", rule.attempts, rule.losses));
  line("deferred", fmt::format("{} times in a row", rule.deferrals));
  line("lease", fmt::format("{}", rule.lease));
  line("priority", fmt::format("{}", row.priority));
  line("created", timeOf(row.createdAt));
  line("finished", timeOrDash(rule.finishedAt));
  line("last failure", rule.lastErrorCode.empty() ? "–"
                                                  : fmt::format("{} at {}", rule.lastErrorCode,
                                                                timeOrDash(rule.lastErrorAt)));
  line("next", nextOf(row, now));
}

}  // namespace

Result<ExitCode> listJobs(const Context& context, const JobsOptions& options) {
  return list(context, options);
}

Result<ExitCode> listDeadJobs(const Context& context, const JobsOptions& options) {
  JobsOptions dead = options;
  dead.state = "dead";
  return list(context, dead);
}

Result<ExitCode> showJob(const Context& context, const JobsOptions& options) {
  auto store = openQueue(context, options);
  if (!store) return std::unexpected(store.error());
  const auto now = (*store)->now();
  if (!now) return std::unexpected(now.error());
  const auto rows = (*store)->list({.id = options.id}, 1);
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) {
    context.output.line(fmt::format("no job {}", *options.id));
    context.output.value([](json::Writer& out) { out.null(); });
    return kNo;
  }
  showOne(context.output, rows->front(), *now);
  context.output.value([&](json::Writer& out) { write(out, rows->front()); });
  return kDone;
}

}  // namespace fairlead::cli
