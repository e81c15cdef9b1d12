#include "native/workers/queue/lane.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "native/workers/queue/attempt_report.h"
#include "native/workers/queue/insist.h"
#include "native/workers/queue/job_log.h"
#include "native/workers/queue/job_run.h"

namespace fairlead::workers {
namespace {

using queue::Outcome;

// After an attempt that failed for the database's sake: it may need a moment.
constexpr job::Micros kBreath = 5 * job::kSecond;

bool isDatabases(const Error& error) {
  return error.code.starts_with("database_");
}

}  // namespace

Lane::Lane(RunnerState& state, Inbox& inbox, std::unique_ptr<queue::JobHandler> handler)
    : state_(state), inbox_(inbox), handler_(std::move(handler)), type_(handler_->type()) {
  for (int i = 0; i < state_.options.concurrency; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

Lane::~Lane() {
  for (auto& thread : threads_) thread.request_stop();
}

// No more jobs than run at once, or than one claim takes: each that is held when the worker is
// killed is charged with a loss, begun or not.
int Lane::freeSlots(int held) const {
  const RunnerOptions& options = state_.options;
  const int most = std::max(options.concurrency, options.batch);
  return std::min(options.batch, most - held);
}

void Lane::push(std::vector<HeldJobPtr> held) {
  const std::lock_guard lock(mutex_);
  std::ranges::move(held, std::back_inserter(waiting_));
  held.size() == 1 ? pushed_.notify_one() : pushed_.notify_all();
}

std::deque<HeldJobPtr> Lane::takeWaiting(Clock::time_point dueBy) {
  const std::lock_guard lock(mutex_);
  // In the order of their claims, and so of their deadlines.
  const auto end = std::ranges::find_if(
      waiting_, [&](const HeldJobPtr& held) { return held->deadline() > dueBy; });
  std::deque<HeldJobPtr> taken(std::make_move_iterator(waiting_.begin()),
                               std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return taken;
}

void Lane::work(const std::stop_token& stop) {
  while (const HeldJobPtr held = next(stop)) attempt(held);
}

HeldJobPtr Lane::next(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!pushed_.wait(lock, stop, [&] { return !waiting_.empty(); })) return nullptr;
  HeldJobPtr held = std::move(waiting_.front());
  waiting_.pop_front();
  return held;
}

void Lane::attempt(const HeldJobPtr& held) {
  Outcome outcome = held->lost() ? Outcome() : run(*held);
  if (!held->end()) return;  // given back already, since the worker stops
  const auto* done = std::get_if<queue::Done>(&outcome);
  if (done && done->effect && !held->lost()) {
    const auto decision = write(*held, done->effect);
    if (decision) {
      reportEnded(state_, held, queue::Completed(), *decision);
      inbox_.ring();
      return;
    }
    logJob(LogLevel::kWarning, "job_write_failed", held->job(),
           {{"code", decision.error().code}, {"message", decision.error().message}});
    outcome = queue::outcomeOf(decision.error());
  }
  if (held->lost()) {
    reportLost(state_, held);
    inbox_.ring();
    return;
  }
  inbox_.end(held, endingOf(*held, outcome));
}

// A handler that throws must not take the other jobs of this worker with it.
Outcome Lane::run(HeldJob& held) {
  const auto began = Clock::now();
  JobRun context(state_, held);
  Outcome outcome = job::Failure{job::FailureClass::kItem, "HANDLER_FAILED"};
  try {
    outcome = handler_->run(held.job(), context);
  } catch (const std::exception& error) {
    logJob(LogLevel::kError, "handler_threw", held.job(), {{"message", error.what()}});
  }
  state_.metrics.ran(type_, Clock::now() - began);
  return outcome;
}

// What a model wrote is paid for, so the write is insisted on. Where a commit's answer was lost,
// the fence refuses the second try, and nothing is written twice.
Result<job::Decision> Lane::write(const HeldJob& held, const queue::Effect& effect) {
  return insist(state_, held, [&] {
    return state_.withStore(held.deadline(), [&](queue::JobStore& store) {
      return store.complete(held.job(), effect);
    });
  });
}

queue::Ending Lane::endingOf(const HeldJob& held, const Outcome& outcome) const {
  if (const auto* failure = std::get_if<job::Failure>(&outcome)) return *failure;
  if (const auto* snooze = std::get_if<queue::Snooze>(&outcome)) return *snooze;
  if (const auto* given = std::get_if<queue::GivenBack>(&outcome)) {
    return givenBack(held, given->reason);
  }
  return queue::Completed();
}

// A job given back because its time budget ended is charged: else it would be tried for ever.
queue::Ending Lane::givenBack(const HeldJob& held, const Error& reason) const {
  logJob(LogLevel::kWarning, "job_given_back", held.job(),
         {{"code", reason.code}, {"message", reason.message}});
  if (isDatabases(reason)) state_.metrics.databaseFailed(reason.code);
  if (state_.stopNow) return queue::Released();
  if (!isDatabases(reason) && Clock::now() >= held.deadline()) {
    return job::Failure{job::FailureClass::kItem, std::string(job::kTimeoutCode)};
  }
  return queue::Snooze{job::later(held.databaseNow(), kBreath)};
}

}  // namespace fairlead::workers
