#include "native/workers/queue/dispatcher.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "native/workers/queue/attempt_report.h"
#include "native/workers/queue/job_log.h"
#include "native/workers/queue/pauses.h"

namespace fairlead::workers {
namespace {

using std::chrono::milliseconds;

// A provider that was mended by hand is noticed this soon, whatever it said.
constexpr milliseconds kLongestWait{30'000};
constexpr milliseconds kLongestRest{10};
// A rate lets go on by itself, and soon.
constexpr std::string_view kRateLimited = "rate_limited";

}  // namespace

Dispatcher::Dispatcher(RunnerState& state, Inbox& inbox,
                       std::span<const std::unique_ptr<Lane>> lanes)
    : state_(state),
      inbox_(inbox),
      session_(state.options.openStore),
      random_(static_cast<unsigned>(std::hash<std::string>()(state.options.worker))) {
  for (const auto& lane : lanes) desks_.push_back(std::make_unique<Desk>(*lane));
}

void Dispatcher::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (allDone()) finished_ = true;
    Desk* desk = nextDesk();
    gather(inbox_.wait(desk || !unsettled_.empty() ? Clock::now() : nextAsk()));
    gatherMore();
    // One that never began is not charged for having waited here.
    giveBackWaiting(draining_ ? Clock::time_point::max() : Clock::now());
    desk = nextDesk();
    if (desk || !unsettled_.empty()) takeTurn(desk, stop);
  }
}

void Dispatcher::wake(std::string_view type) {
  for (const auto& desk : desks_) {
    if (type.empty() || desk->lane.type() == type) desk->woken = true;
  }
  inbox_.ring();
}

void Dispatcher::drain() {
  draining_ = true;
  inbox_.ring();
}

// What will be left of a type's jobs after the next turn, which settles all that has ended.
int Dispatcher::left(const Desk& desk) const {
  const std::string& type = desk.lane.type();
  const auto ended = std::ranges::count_if(
      unsettled_, [&](const EndedAttempt& one) { return one.held->job().type == type; });
  return state_.held.count(type) - static_cast<int>(ended);
}

bool Dispatcher::mayAsk(const Desk& desk, Clock::time_point now) const {
  const int held = left(desk);
  if (draining_ || desk.lane.freeSlots(held) <= 0) return false;
  if (desk.askAt <= now) return true;
  return !desk.heldBack && (desk.woken || held < desk.held);
}

// Types take turns, so that none waits for another's backlog.
Dispatcher::Desk* Dispatcher::nextDesk() {
  const auto now = Clock::now();
  for (std::size_t i = 0; i < desks_.size(); ++i) {
    Desk& desk = *desks_[(turn_ + i) % desks_.size()];
    if (mayAsk(desk, now)) {
      turn_ += i;
      return &desk;
    }
  }
  return nullptr;
}

Clock::time_point Dispatcher::nextAsk() const {
  Clock::time_point next = Clock::now() + state_.options.idle;
  if (draining_) return next;
  for (const auto& desk : desks_) {
    if (desk->lane.freeSlots(left(*desk)) > 0) next = std::min(next, desk->askAt);
  }
  return next;
}

void Dispatcher::gather(std::vector<EndedAttempt> ended) {
  std::ranges::move(ended, std::back_inserter(unsettled_));
  std::erase_if(unsettled_, [&](const EndedAttempt& one) {
    if (!one.held->lost()) return false;
    reportLost(state_, one.held);
    return true;
  });
}

void Dispatcher::gatherMore() {
  if (unsettled_.empty() || Clock::now() >= restUntil_) return;
  const std::size_t held = state_.held.count();
  if (unsettled_.size() < held) gather(inbox_.wait(restUntil_, held - unsettled_.size()));
}

void Dispatcher::giveBackWaiting(Clock::time_point dueBy) {
  for (const auto& desk : desks_) {
    for (HeldJobPtr& held : desk->lane.takeWaiting(dueBy)) {
      if (held->end()) unsettled_.push_back({std::move(held), queue::Released()});
    }
  }
}

void Dispatcher::takeTurn(Desk* desk, const std::stop_token& stop) {
  std::vector<queue::Ended> ended;
  ended.reserve(unsettled_.size());
  for (const auto& one : unsettled_) ended.push_back({&one.held->job(), one.how});
  std::optional<queue::ClaimRequest> request;
  const int slots = desk ? desk->lane.freeSlots(left(*desk)) : 0;
  if (slots > 0) request = {desk->lane.type(), slots, state_.options.worker};
  if (desk) desk->woken = false;
  const auto asked = Clock::now();
  auto turn = session_.ask([&](queue::JobStore& store) { return store.turn(ended, request); });
  if (!turn) return failed(turn.error(), stop);
  pauses_.reset();
  const auto answered = Clock::now();
  restUntil_ = answered + std::min<Clock::duration>(answered - asked, kLongestRest);
  state_.metrics.turn(answered - asked);
  settle(turn->decisions);
  if (request) {
    accept(*desk, std::move(turn->claimed), slots, asked);
    ++turn_;
  }
}

// What could not be settled is told again: the fence makes that harmless.
void Dispatcher::failed(const Error& error, const std::stop_token& stop) {
  log(LogLevel::kError, "queue_turn_failed", {{"code", error.code}, {"message", error.message}});
  state_.metrics.databaseFailed(error.code);
  if (state_.options.once && state_.held.none()) {
    gaveOut_ = error;
    finished_ = true;
  }
  pauseUnless(stop, pauses_.next());
}

void Dispatcher::settle(std::span<const job::Decision> decisions) {
  for (std::size_t i = 0; i < unsettled_.size(); ++i) {
    reportEnded(state_, unsettled_[i].held, unsettled_[i].how, decisions[i]);
  }
  unsettled_.clear();
}

void Dispatcher::accept(Desk& desk, queue::Claimed claimed, int slots, Clock::time_point asked) {
  desk.empty = claimed.jobs.empty() && claimed.heldBack != kRateLimited;
  plan(desk, claimed, slots, asked);
  std::vector<HeldJobPtr> held;
  held.reserve(claimed.jobs.size());
  for (auto& job : claimed.jobs) held.push_back(hold(std::move(job), asked));
  desk.held = state_.held.count(desk.lane.type());
  desk.lane.push(std::move(held));
}

HeldJobPtr Dispatcher::hold(queue::ClaimedJob job, Clock::time_point asked) {
  const std::chrono::microseconds budget(state_.rulesOf(job.type).policy.timeBudget);
  auto held = std::make_shared<HeldJob>(std::move(job), asked, asked + budget);
  const queue::ClaimedJob& claimed = held->job();
  state_.held.add(held);
  state_.metrics.running(claimed.type, 1);
  const job::Micros waited = claimed.rule.claimedAt.value_or(claimed.dueAt) - claimed.dueAt;
  state_.metrics.claimed(claimed.type, std::chrono::microseconds(waited));
  logJob(LogLevel::kDebug, "job_claimed", claimed, {{"waited_ms", waited / 1000}});
  return held;
}

void Dispatcher::plan(Desk& desk, const queue::Claimed& claimed, int slots,
                      Clock::time_point asked) {
  desk.heldBack = claimed.until.has_value();
  if (claimed.heldBack != desk.reason) {
    desk.reason = claimed.heldBack;
    log(LogLevel::kInfo, desk.reason.empty() ? "claims_go_on" : "claims_held_back",
        {{"type", std::string_view(desk.lane.type())}, {"reason", std::string_view(desk.reason)}});
  }
  if (desk.heldBack) {
    desk.askAt = asked + waitFor(*claimed.until);
  } else {
    desk.askAt = std::ssize(claimed.jobs) < slots ? asked + idleTime() : asked;
  }
}

// Until a moment of the database's clock; a little where that clock cannot be asked.
milliseconds Dispatcher::waitFor(job::Micros until) {
  const auto now = session_.ask([](queue::JobStore& store) { return store.now(); });
  if (!now) return idleTime();
  return std::clamp(milliseconds((until - *now) / 1000 + 1), milliseconds(1), kLongestWait);
}

// Not quite the same for all workers, so that they do not come all at once.
milliseconds Dispatcher::idleTime() {
  std::uniform_real_distribution<double> part(0.8, 1.0);
  return std::chrono::duration_cast<milliseconds>(state_.options.idle * part(random_));
}

bool Dispatcher::allDone() {
  return state_.options.once && state_.held.none() && unsettled_.empty() &&
         std::ranges::all_of(desks_, [](const auto& desk) { return desk->empty; });
}

}  // namespace fairlead::workers
