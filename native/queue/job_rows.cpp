#include "native/queue/job_rows.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <tuple>

#include "core/json/writer.h"

namespace fairlead::queue {
namespace {

using Time = std::optional<std::int64_t>;

std::optional<std::string_view> orNull(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

void put(json::Writer& out, const Decided& decided) {
  const job::Job& job = decided.decision->job;
  out.beginObject();
  out.member("attempts", job.attempts);
  out.member("claimed_at", job.claimedAt);
  out.member("deferrals", job.deferrals);
  out.member("finished_at", job.finishedAt);
  out.member("heartbeat_at", job.heartbeatAt);
  out.member("id", decided.id);
  out.member("last_error_at", job.lastErrorAt);
  out.member("last_error_code", orNull(job.lastErrorCode));
  out.member("lease", job.lease);
  out.member("locked_by", orNull(job.lockedBy));
  out.member("losses", job.losses);
  out.member("run_after", job.runAfter);
  out.member("status", nameOf(job.state));
  out.member("tenant_id", decided.tenant);
  out.member("was", nameOf(decided.was));
  out.endObject();
}

}  // namespace

job::Job readRule(const postgres::Row& row, int first) {
  job::Job job;
  job.state = stateOf(row.get<std::string_view>(first));
  job.lease = row.get<std::int64_t>(first + 1);
  job.attempts = static_cast<int>(row.get<std::int64_t>(first + 2));
  job.losses = static_cast<int>(row.get<std::int64_t>(first + 3));
  job.deferrals = static_cast<int>(row.get<std::int64_t>(first + 4));
  job.runAfter = row.get<std::int64_t>(first + 5);
  job.lockedBy = row.get<std::optional<std::string>>(first + 6).value_or("");
  job.claimedAt = row.get<Time>(first + 7);
  job.heartbeatAt = row.get<Time>(first + 8);
  job.finishedAt = row.get<Time>(first + 9);
  job.lastErrorCode = row.get<std::optional<std::string>>(first + 10).value_or("");
  job.lastErrorAt = row.get<Time>(first + 11);
  return job;
}

std::string_view nameOf(job::State state) {
  return job::kStateNames[static_cast<std::size_t>(state)];
}

job::State stateOf(std::string_view name) {
  const auto* const found = std::ranges::find(job::kStateNames, name);
  assert(found != std::end(job::kStateNames));
  return static_cast<job::State>(found - std::begin(job::kStateNames));
}

std::string settlementOf(std::span<const Decided> decided) {
  json::Writer out;
  out.beginArray();
  for (const Decided& one : decided) {
    if (one.decision->applied()) put(out, one);
  }
  out.endArray();
  return std::move(out).finish().value();
}

HoldArrays::HoldArrays(std::vector<Hold> holds)
    : tenants(std::nullopt), ids(std::nullopt), leases(std::nullopt) {
  std::ranges::sort(holds, {}, [](const Hold& hold) { return std::tie(hold.tenant, hold.id); });
  std::vector<std::string> tenantList;
  std::vector<std::int64_t> idList, leaseList;
  for (Hold& hold : holds) {
    tenantList.push_back(std::move(hold.tenant));
    idList.push_back(hold.id);
    leaseList.push_back(hold.lease);
  }
  tenants = postgres::Parameter::array(tenantList);
  ids = postgres::Parameter::array(idList);
  leases = postgres::Parameter::array(leaseList);
}

}  // namespace fairlead::queue
