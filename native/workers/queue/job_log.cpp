#include "native/workers/queue/job_log.h"

#include <vector>

namespace fairlead::workers {

std::string_view traceIdOf(std::string_view traceParent) {
  // version "-" trace-id "-" parent-id "-" flags
  constexpr std::size_t kFrom = 3, kLength = 32;
  if (traceParent.size() < kFrom + kLength) return {};
  return traceParent.substr(kFrom, kLength);
}

void logJob(LogLevel level, std::string_view event, const queue::ClaimedJob& job,
            std::initializer_list<LogMember> members) {
  if (!isLogged(level)) return;
  std::vector<LogMember> all{{"job", job.id},
                             {"type", std::string_view(job.type)},
                             {"tenant", std::string_view(job.tenant)},
                             {"attempt", job.rule.attempts + 1},
                             {"lease", job.rule.lease}};
  const auto trace = job.traceParent ? traceIdOf(*job.traceParent) : std::string_view();
  if (!trace.empty()) all.emplace_back("trace", trace);
  all.insert(all.end(), members);
  log(level, event, std::span<const LogMember>(all));
}

}  // namespace fairlead::workers
