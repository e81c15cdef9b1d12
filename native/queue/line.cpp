#include "native/queue/line.h"

#include <algorithm>
#include <limits>

#include "native/queue/job_rows.h"

namespace fairlead::queue {
namespace {

using postgres::Parameter;

Waiting readWaiting(const postgres::Row& row) {
  Waiting waiting;
  waiting.tenant = row.get<std::string>(0);
  waiting.claimant.weight = static_cast<int>(row.get<std::int64_t>(1));
  const auto limit = row.get<std::optional<std::int64_t>>(2);
  waiting.limited = limit.has_value();
  waiting.claimant.limit = limit ? static_cast<int>(*limit) : std::numeric_limits<int>::max();
  waiting.claimant.running = static_cast<int>(row.get<std::int64_t>(3));
  waiting.claimant.pass = row.get<std::int64_t>(4);
  waiting.place = {static_cast<int>(row.get<std::int64_t>(5)), row.get<std::int64_t>(6),
                   row.get<std::int64_t>(7)};
  return waiting;
}

constexpr const char* kClaim = "select * from ai_claim_jobs_of($1, $2, $3, $4, $5, $6, $7)";
constexpr int kPriorityColumn = 8;
constexpr int kRuleColumn = 9;

// A look costs a quarter of a claim and completion of one job.
constexpr std::chrono::milliseconds kLeastAge{50};

ClaimedJob readClaimed(const postgres::Row& row) {
  ClaimedJob job;
  job.tenant = row.get<std::string>(0);
  job.id = row.get<std::int64_t>(1);
  job.type = row.get<std::string>(2);
  job.payload = row.get<std::string>(3);
  job.account = row.get<std::optional<std::string>>(4);
  job.message = row.get<std::optional<std::string>>(5);
  job.traceParent = row.get<std::optional<std::string>>(6);
  job.createdAt = row.get<std::int64_t>(7);
  job.rule = readRule(row, kRuleColumn);
  job.dueAt = job.rule.runAfter;
  return job;
}

}  // namespace

Result<void> Line::look(postgres::Connection& connection) {
  if (Clock::now() < lookAgain_) return {};
  return lookNow(connection);
}

Result<void> Line::lookNow(postgres::Connection& connection) {
  const auto begun = Clock::now();
  const auto rows = connection.query(
      "select tenant_id, weight, running_limit, running, pass, priority, run_after, id "
      "from ai_waiting($1)",
      {type_});
  if (!rows) return std::unexpected(rows.error());
  waiting_.clear();
  for (const auto row : *rows) waiting_.push_back(readWaiting(row));
  const auto ended = Clock::now();
  lookAgain_ = ended + std::max<Clock::duration>(kLeastAge, 9 * (ended - begun));
  return {};
}

void Line::addClaim(postgres::Pipeline& pipeline, std::span<const int> slots,
                    std::string_view worker) {
  std::vector<std::string> tenants;
  std::vector<std::int64_t> counts, priorities, times, ids;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i] <= 0) continue;
    const Place& place = waiting_[i].place;
    tenants.push_back(waiting_[i].tenant);
    counts.push_back(slots[i]);
    priorities.push_back(place.priority);
    times.push_back(place.runAfter);
    ids.push_back(place.id);
  }
  pipeline.add(kClaim,
               {type_, worker, Parameter::array(tenants), Parameter::array(counts),
                Parameter::array(priorities), Parameter::array(times), Parameter::array(ids)});
}

std::vector<ClaimedJob> Line::claimed(const postgres::Rows& rows) {
  std::vector<ClaimedJob> jobs;
  jobs.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) {
    jobs.push_back(readClaimed(row));
    const ClaimedJob& job = jobs.back();
    const auto of = std::ranges::find(waiting_, job.tenant, &Waiting::tenant);
    if (of == waiting_.end()) continue;
    const Place place = {static_cast<int>(row.get<std::int64_t>(kPriorityColumn)), job.dueAt,
                         job.id};
    if (std::tie(of->place.priority, of->place.runAfter, of->place.id) <
        std::tie(place.priority, place.runAfter, place.id)) {
      of->place = place;
    }
  }
  return jobs;
}

}  // namespace fairlead::queue
