#include "tests/proof/job/world.h"

#include <algorithm>
#include <utility>

namespace fairlead::proof {

using namespace job;

namespace {

constexpr Micros kStart = 1'750'000'000 * kSecond;
constexpr Micros kCalmMost = 40 * kDay;  // far beyond any wait that a storm could leave

}  // namespace

World::World(std::uint64_t seed, const WorldOptions& options)
    : random_(seed), options_(options), fortune_(pick(10)), now_(kStart) {
  rows_.resize(static_cast<std::size_t>(options.jobs));
  workers_.resize(static_cast<std::size_t>(options.workers));
  for (Row& row : rows_) row.job.runAfter = kStart + static_cast<Micros>(pick(kMinute));
}

std::string World::run() {
  storm();
  calm();
  if (broken_.empty() && !allFinished()) breach("a job is stuck");
  return broken_;
}

void World::storm() {
  const auto steps = static_cast<int>(pick(static_cast<std::uint64_t>(options_.steps)));
  for (int step = 0; step < steps && broken_.empty(); ++step) {
    tick();
    disturb(pick(workers_.size()));
    disturbRows();
  }
}

/// No more crashes, no more steps of the clock: whatever is left must end.
void World::calm() {
  stormy_ = false;
  for (Worker& worker : workers_) worker.frozenUntil = 0;
  const Micros until = now_ + kCalmMost;
  while (now_ < until && broken_.empty() && !allFinished()) tick();
}

void World::tick() {
  // In a storm heartbeats come late; in the calm only when there is nothing to beat for.
  const Micros most = stormy_ ? 40 * kSecond : anyRuns() ? 20 * kSecond : 4 * kMinute;
  const auto passed = static_cast<Micros>(pick(most)) + 1;
  now_ += passed;
  if (stormy_ && chance(25)) stepClock();
  if (!stormy_ || chance(2)) rescueAll();
  for (std::size_t worker = 0; worker < workers_.size(); ++worker) work(worker);
  for (const Row& row : rows_) check(row);
  for (std::size_t row = 0; row < rows_.size(); ++row) watch(row, passed);
}

/// Up to an hour either way.
void World::stepClock() {
  now_ += static_cast<Micros>(pick(2 * kHour)) - kHour;
}

void World::rescueAll() {
  for (Row& row : rows_)
    if (write(row, rescue(row.job, now_, policy_)) && row.job.state != State::kRunning)
      row.holder = 0;
}

void World::work(std::size_t worker) {
  if (now_ < workers_[worker].frozenUntil) return;
  beat(worker);
  finishSome(worker);
  if (!stormy_ || chance(2)) claimSome(worker);
}

void World::claimSome(std::size_t worker) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (workers_[worker].tasks.size() >= 2 || (stormy_ && chance(2))) continue;
    Row& row = rows_[i];
    if (!write(row, claim(row.job, now_, "worker-" + std::to_string(worker)))) continue;
    row.holder = worker + 1;
    const auto takes = static_cast<Micros>(pick(stormy_ ? 2 * kMinute : 30 * kSecond));
    workers_[worker].tasks.push_back({i, row.job.lease, now_ + takes});
  }
}

/// Heartbeats; a worker whose heartbeat is refused lets the job go, as a real one must.
void World::beat(std::size_t worker) {
  std::vector<Task>& tasks = workers_[worker].tasks;
  std::erase_if(tasks, [&](const Task& task) {
    if (stormy_ && chance(4)) return false;  // it was late, or its answer was lost
    Row& row = rows_[task.row];
    return !write(row, heartbeat(row.job, task.lease, now_));
  });
}

void World::finishSome(std::size_t worker) {
  std::vector<Task>& tasks = workers_[worker].tasks;
  const std::vector<Task> doing = std::exchange(tasks, {});
  for (const Task& task : doing) {
    // A clock that stepped back must not make work endless: a worker counts its own time.
    const bool over = now_ >= task.endsAt || task.endsAt - now_ > 3 * kMinute;
    if (over)
      end(worker, task);
    else
      tasks.push_back(task);
  }
}

void World::end(std::size_t worker, const Task& task) {
  if (pick(10) < fortune_) {
    commit(worker, task);
    // The acknowledgement was lost, and the worker tries again.
    if (stormy_ && chance(5)) commit(worker, task);
  } else {
    failTask(task);
  }
}

/// The result and the job's end in one transaction.
void World::commit(std::size_t worker, const Task& task) {
  Row& row = rows_[task.row];
  const bool holds = row.holder == worker + 1 && row.job.lease == task.lease;
  const bool written = write(row, complete(row.job, task.lease, now_));
  if (!written && !options_.unfenced) return;
  ++row.results;
  if (!holds) breach("a result was committed by a worker that had lost the job");
  row.holder = 0;
}

void World::failTask(const Task& task) {
  Row& row = rows_[task.row];
  const auto any = static_cast<FailureClass>(pick(std::size(kFailureClasses)));
  const FailureClass failureClass = chance(2) ? FailureClass::kItem : any;
  const Failure failure = {
      .failureClass = failureClass, .code = "MODEL_FAILED", .asks = static_cast<int>(pick(2)) + 1};
  if (write(row, fail(row.job, failure, task.lease, now_, policy_))) row.holder = 0;
}

/// What happens to a worker: it dies and forgets, freezes and remembers, gives up, or nothing.
void World::disturb(std::size_t worker) {
  Worker& victim = workers_[worker];
  switch (pick(12)) {
    case 0:
      victim.tasks.clear();
      break;
    case 1:
    case 2:
      victim.frozenUntil = now_ + static_cast<Micros>(pick(10 * kMinute));
      break;
    case 3:
      for (const Task& task : std::exchange(victim.tasks, {})) {
        Row& row = rows_[task.row];
        if (write(row, release(row.job, task.lease, now_))) row.holder = 0;
      }
      break;
    default:
      break;
  }
}

/// What people do to jobs.
void World::disturbRows() {
  if (!chance(8)) return;
  Row& row = rows_[pick(rows_.size())];
  const auto later = now_ + static_cast<Micros>(pick(kHour));
  switch (pick(3)) {
    case 0:
      if (write(row, cancel(row.job, now_))) row.holder = 0;
      break;
    case 1:
      write(row, snoozeQueued(row.job, later));
      break;
    default:
      // A job that was done is asked for again: its next result is another one.
      if (write(row, requeue(row.job, now_))) row.results = 0;
      break;
  }
}

bool World::write(Row& row, const Decision& decision) {
  ++tally_[static_cast<std::size_t>(decision.reason)];
  if (!decision.applied()) {
    if (decision.job != row.job) breach("a refused decision changed the job");
    return false;
  }
  const Job before = std::exchange(row.job, decision.job);
  if (row.job.lease < before.lease) breach("a lease was lowered");
  const bool moves =
      !decision.event || kMachine.allows(before.state, *decision.event, row.job.state);
  if (!moves) breach("a transition is not in the table");
  return true;
}

void World::breach(const std::string& what) {
  if (broken_.empty()) broken_ = what;
}

void World::check(const Row& row) {
  const Job& job = row.job;
  if (row.results > 1) breach("a job was run twice to a committed result");
  if (job.state == State::kSucceeded && row.results != 1)
    breach("a job succeeded without a result");
  if (job.attempts > policy_.maxAttempts) breach("attempts are over the limit");
  if (job.losses > policy_.maxLosses) breach("losses are over the limit");
  if ((job.state == State::kRunning) != (row.holder != 0)) breach("a job is lost");
  if (job.state == State::kDead && job.lastErrorCode.empty()) breach("a dead job says no reason");
}

bool World::isOrphan(std::size_t row) const {
  const Job& job = rows_[row].job;
  const auto knows = [&](const Worker& worker) {
    return std::ranges::any_of(
        worker.tasks, [&](const Task& task) { return task.row == row && task.lease == job.lease; });
  };
  return job.state == State::kRunning && std::ranges::none_of(workers_, knows);
}

/// Nobody's job waits for long when rescuers are at work, by a clock that never steps, wherever the
/// shared one went before.
void World::watch(std::size_t row, Micros passed) {
  if (stormy_) return;
  Micros& orphanedFor = rows_[row].orphanedFor;
  orphanedFor = isOrphan(row) ? orphanedFor + passed : 0;
  if (orphanedFor > 2 * kMinute) breach("a dead worker's job was not rescued in time");
}

bool World::anyRuns() const {
  return std::ranges::any_of(rows_,
                             [](const Row& row) { return row.job.state == State::kRunning; });
}

bool World::allFinished() const {
  return std::ranges::all_of(rows_, [](const Row& row) { return kMachine.isFinal(row.job.state); });
}

}  // namespace fairlead::proof
