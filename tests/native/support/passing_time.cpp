#include "tests/native/support/passing_time.h"

#include <fmt/format.h>

#include "tests/native/support/test_database.h"

namespace fairlead::testing {

void letTimePass(postgres::Connection& worker, std::int64_t micros) {
  const auto shift = [&](const char* table, std::initializer_list<const char*> columns) {
    std::string assignments;
    for (const char* column : columns) {
      if (!assignments.empty()) assignments += ", ";
      assignments += fmt::format("{0} = {0} - $1::bigint * interval '1 microsecond'", column);
    }
    mustQuery(worker, fmt::format("update {} set {}", table, assignments), {micros});
  };
  shift("ai_jobs", {"run_after", "claimed_at", "heartbeat_at", "finished_at", "last_error_at"});
  shift("provider_state", {"window_began", "opened_at", "retry_at", "quota_reset_at", "bucket_at"});
  shift("ai_cron", {"last_fired_at"});
  shift("ai_leaders", {"until"});
}

}  // namespace fairlead::testing
