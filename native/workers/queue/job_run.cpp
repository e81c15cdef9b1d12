#include "native/workers/queue/job_run.h"

#include "native/workers/queue/insist.h"
#include "native/workers/queue/job_log.h"

namespace fairlead::workers {

Result<void> JobRun::withConnection(
    const std::function<Result<void>(postgres::Connection&)>& work) {
  return insist(state_, held_, [&]() -> Result<void> {
    auto connection = state_.connections.take(leftUntil(deadline()));
    if (!connection) return std::unexpected(std::move(connection.error()));
    return work(**connection);
  });
}

bool JobRun::mustStop() const {
  return held_.lost() || state_.stopNow || Clock::now() >= deadline();
}

Result<std::optional<std::string>> JobRun::load(std::string_view step) {
  return insist(state_, held_, [&] {
    return state_.withStore(deadline(), [&](queue::JobStore& store) {
      return store.loadCheckpoint(held_.job().hold(), step);
    });
  });
}

Result<void> JobRun::save(std::string_view step, std::string_view json) {
  const auto saved = insist(state_, held_, [&] {
    return state_.withStore(deadline(), [&](queue::JobStore& store) {
      return store.saveCheckpoint(held_.job().hold(), step, json);
    });
  });
  if (!saved) return std::unexpected(saved.error());
  if (*saved) return {};
  held_.lose();
  return fail("lease_stale", "The job is another worker's by now.");
}

void JobRun::log(LogLevel level, std::string_view event, std::initializer_list<LogMember> members) {
  logJob(level, event, held_.job(), members);
}

}  // namespace fairlead::workers
