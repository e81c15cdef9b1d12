// Jobs as rows of the database: how they are read, and how a decision is written.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/job/decide.h"
#include "core/job/job.h"
#include "native/postgres/parameter.h"
#include "native/postgres/rows.h"
#include "native/queue/job.h"

namespace fairlead::queue {

/// The columns of ai_jobs that `readRule` reads, in its order.
inline constexpr std::string_view kRuleColumns =
    "status, lease, attempts, losses, deferrals, to_micros(run_after), locked_by, "
    "to_micros(claimed_at), to_micros(heartbeat_at), to_micros(finished_at), last_error_code, "
    "to_micros(last_error_at)";
inline constexpr int kRuleColumnCount = 12;

/// A job's rule part, from column `first` on.
job::Job readRule(const postgres::Row& row, int first);

/// A state's name in the database; the other way round a name that is none is a bug.
std::string_view nameOf(job::State state);
job::State stateOf(std::string_view name);

/// Which job a decision is about, and the state in which the rule saw it.
struct Decided {
  std::string_view tenant;
  std::int64_t id = 0;
  job::State was = job::State::kRunning;
  const job::Decision* decision = nullptr;
};

/// What ai_settle_jobs takes; decisions that were refused are left out.
std::string settlementOf(std::span<const Decided> decided);

/// Holds as the three arrays that the fenced functions take, in the order of tenant and id, so that
/// two transactions never wait for each other.
struct HoldArrays {
  explicit HoldArrays(std::vector<Hold> holds);
  postgres::Parameter tenants, ids, leases;
};

}  // namespace fairlead::queue
