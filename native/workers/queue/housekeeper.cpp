#include "native/workers/queue/housekeeper.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "native/workers/log.h"
#include "native/workers/queue/job_log.h"
#include "native/workers/queue/pauses.h"

namespace fairlead::workers {
namespace {

constexpr std::string_view kLead = "housekeeping";
constexpr int kRescueLimit = 500;
// A clock that falls behind by less was slowed, and lets jobs wait no longer than that.
constexpr std::chrono::seconds kClockStep{1};
// The lead is renewed when this part of its time is over.
constexpr int kRenewals = 3;

job::Micros micros(std::chrono::milliseconds time) {
  return time.count() * 1000;
}

// After a long time without the database, every holder gets to say first that it lives.
std::chrono::milliseconds holdersTurn(const queue::Rules& rules) {
  job::Micros longest = 0;
  for (const auto& type : rules.types) longest = std::max(longest, type.policy.heartbeatEvery);
  return std::chrono::milliseconds(longest / 1000);
}

// For a holder the time without the database adds to the time between two heartbeats. Up to here
// both, and the way back to the database, are shorter than the silence of one that counts as dead.
std::chrono::milliseconds harmlessOutage(const queue::Rules& rules) {
  job::Micros shortest = std::numeric_limits<job::Micros>::max();
  for (const auto& [type, provider, policy] : rules.types)
    shortest = std::min(shortest, (policy.heartbeatGrace - policy.heartbeatEvery) / 2);
  return std::chrono::milliseconds(shortest / 1000);
}

/// What a log line names of the attempt that was cut short.
queue::ClaimedJob attemptOf(const queue::Rescued& rescued) {
  queue::ClaimedJob job;
  job.tenant = rescued.tenant;
  job.id = rescued.id;
  job.type = rescued.type;
  job.traceParent = rescued.traceParent;
  job.rule = rescued.held;
  return job;
}

}  // namespace

Housekeeper::Housekeeper(RunnerState& state) : state_(state), session_(state.options.openStore) {}

void Housekeeper::run(const std::stop_token& stop) {
  rescueAt_ = Clock::now() + holdersTurn(state_.options.rules);
  while (pauseUnless(stop, state_.options.rescueEvery)) work();
  resign();
}

void Housekeeper::once() {
  work();
  resign();
}

void Housekeeper::work() {
  if (!leads()) return;
  const auto now = Clock::now();
  if (now >= rescueAt_) attempt(rescue());
  attempt(watchClock());
  if (now >= cronAt_) {
    cronAt_ = now + state_.options.cronEvery;
    attempt(fireCron());
  }
  if (now >= sweepAt_) {
    sweepAt_ = now + state_.options.sweepEvery;
    attempt(sweep());
  }
}

bool Housekeeper::leads() {
  const auto now = Clock::now();
  if (now < leadAgain_) return leading_;
  // Who may not rescue yet, leaves the lead to those who may.
  if (!leading_ && now < rescueAt_) return false;
  leadAgain_ = now + state_.options.lead / kRenewals;
  const auto answer = session_.ask([&](queue::JobStore& store) {
    return store.lead(kLead, state_.options.worker, micros(state_.options.lead));
  });
  const bool led = std::exchange(leading_, answer && *answer);
  if (leading_ != led) log(LogLevel::kInfo, leading_ ? "lead_taken" : "lead_lost");
  if (leading_ && !led) waitsMended_ = false;  // the clock may have stepped while nobody led
  attempt(answer ? Result<void>() : std::unexpected(answer.error()));
  return leading_;
}

// Another leads at once then, and not only when this one's time is over.
void Housekeeper::resign() {
  if (!std::exchange(leading_, false)) return;
  attempt(session_.ask([&](queue::JobStore& store) -> Result<void> {
    const auto over = store.lead(kLead, state_.options.worker, 0);
    if (!over) return std::unexpected(over.error());
    return {};
  }));
}

void Housekeeper::attempt(Result<void> done) {
  if (done) return answered();
  log(LogLevel::kError, "housekeeping_failed",
      {{"code", done.error().code}, {"message", done.error().message}});
  state_.metrics.databaseFailed(done.error().code);
  if (connectionLost(done.error())) away_ = true;
}

void Housekeeper::answered() {
  const auto now = Clock::now();
  const bool wasLong = now - answeredAt_ > harmlessOutage(state_.options.rules);
  if (std::exchange(away_, false) && wasLong) rescueAt_ = now + holdersTurn(state_.options.rules);
  answeredAt_ = now;
}

Result<void> Housekeeper::rescue() {
  const auto rescued =
      session_.ask([](queue::JobStore& store) { return store.rescue(kRescueLimit); });
  if (!rescued) return std::unexpected(rescued.error());
  for (const queue::Rescued& one : *rescued) {
    const auto outcome = job::codeOf(one.decision.reason);
    logJob(LogLevel::kWarning, "job_rescued", attemptOf(one),
           {{"holder", std::string_view(one.held.lockedBy)}, {"outcome", outcome}});
    state_.metrics.rescued(one.type, outcome);
  }
  return {};
}

// Reading the line for waits that end too late takes a while, and is done only where the database's
// clock fell behind this worker's.
Result<void> Housekeeper::watchClock() {
  const auto database = session_.ask([](queue::JobStore& store) { return store.now(); });
  if (!database) return std::unexpected(database.error());
  const auto before = std::exchange(clocks_, Clocks{*database, Clock::now()});
  if (before) {
    const std::chrono::microseconds passed(*database - before->database);
    if (clocks_->own - before->own - passed > kClockStep) waitsMended_ = false;
  }
  if (waitsMended_) return {};
  const auto mended =
      session_.ask([](queue::JobStore& store) { return store.rescueQueued(kRescueLimit); });
  if (!mended) return std::unexpected(mended.error());
  waitsMended_ = *mended < kRescueLimit;
  if (*mended > 0) log(LogLevel::kWarning, "clock_stepped_back", {{"jobs", *mended}});
  return {};
}

Result<void> Housekeeper::fireCron() {
  auto round = session_.ask([](queue::JobStore& store) { return store.fireCron(); });
  if (!round) return std::unexpected(round.error());
  for (const queue::Fired& one : round->fired) {
    log(LogLevel::kInfo, "cron_fired",
        {{"name", std::string_view(one.name)},
         {"tenant", std::string_view(one.tenant)},
         {"job", one.job}});
  }
  tellFaults(std::move(round->faults));
  return {};
}

// Each fault once, until the entry is mended or wrong in another way.
void Housekeeper::tellFaults(std::vector<queue::CronFault> faults) {
  for (const queue::CronFault& one : faults) {
    if (std::ranges::find(cronFaults_, one) != cronFaults_.end()) continue;
    log(LogLevel::kError, "cron_invalid",
        {{"name", std::string_view(one.name)},
         {"tenant", std::string_view(one.tenant)},
         {"message", std::string_view(one.message)}});
  }
  cronFaults_ = std::move(faults);
}

Result<void> Housekeeper::sweep() {
  const auto deleted =
      session_.ask([&](queue::JobStore& store) { return store.sweep(state_.options.retention); });
  if (!deleted) return std::unexpected(deleted.error());
  if (*deleted == 0) return {};
  log(LogLevel::kInfo, "jobs_swept", {{"jobs", *deleted}});
  sweepAt_ = Clock::now();  // there may be more, for the next look: rescue does not wait for all
  return {};
}

}  // namespace fairlead::workers
