#include "native/workers/queue/attempt_report.h"

#include "native/workers/queue/job_log.h"

namespace fairlead::workers {
namespace {

std::string_view classOf(const queue::Ending& how) {
  const auto* failure = std::get_if<job::Failure>(&how);
  return failure ? job::nameOf(failure->failureClass) : std::string_view();
}

std::string_view codeIn(const queue::Ending& how) {
  const auto* failure = std::get_if<job::Failure>(&how);
  return failure ? std::string_view(failure->code) : std::string_view();
}

struct Line {
  LogLevel level;
  std::string_view event;
};

Line lineOf(const job::Decision& decision) {
  if (!decision.applied()) return {LogLevel::kWarning, "job_result_refused"};
  if (decision.job.state == job::State::kSucceeded) return {LogLevel::kInfo, "job_done"};
  if (decision.job.state == job::State::kDead) return {LogLevel::kError, "job_dead"};
  switch (decision.reason) {
    case job::Reason::kReleased:
      return {LogLevel::kInfo, "job_released"};
    case job::Reason::kSnoozed:
      return {LogLevel::kInfo, "job_snoozed"};
    default:
      return {LogLevel::kWarning, "job_failed"};
  }
}

void forget(RunnerState& state, const HeldJobPtr& held, bool well) {
  ++(well ? state.completed : state.failed);
  state.metrics.running(held->job().type, -1);
  state.held.remove(held);
}

}  // namespace

void reportEnded(RunnerState& state, const HeldJobPtr& held, const queue::Ending& how,
                 const job::Decision& decision) {
  const auto outcome = job::codeOf(decision.reason);
  const auto line = lineOf(decision);
  logJob(line.level, line.event, held->job(),
         {{"outcome", outcome}, {"class", classOf(how)}, {"code", codeIn(how)}});
  state.metrics.ended(held->job().type, outcome, classOf(how));
  const bool well = decision.applied() && decision.job.state == job::State::kSucceeded;
  forget(state, held, well);
}

void reportLost(RunnerState& state, const HeldJobPtr& held) {
  logJob(LogLevel::kWarning, "job_result_dropped", held->job());
  state.metrics.ended(held->job().type, "dropped", "");
  forget(state, held, false);
}

}  // namespace fairlead::workers
