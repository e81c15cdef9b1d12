#include "native/workers/queue/runner.h"

#include <thread>
#include <utility>

#include "native/workers/log.h"
#include "native/workers/queue/heartbeat.h"
#include "native/workers/queue/housekeeper.h"
#include "native/workers/queue/listener.h"
#include "native/workers/stop.h"

namespace fairlead::workers {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBetweenLooks{50};
constexpr milliseconds kBetweenLooksOnce{5};  // who waits for the end of all waits no longer
// For handlers to notice that they must stop, and for the last word with the database.
constexpr milliseconds kLastWord{1'500};

std::vector<std::unique_ptr<Lane>> openLanes(
    RunnerState& state, Inbox& inbox, std::vector<std::unique_ptr<queue::JobHandler>> handlers) {
  std::vector<std::unique_ptr<Lane>> lanes;
  lanes.reserve(handlers.size());
  for (auto& handler : handlers) {
    lanes.push_back(std::make_unique<Lane>(state, inbox, std::move(handler)));
  }
  return lanes;
}

}  // namespace

Runner::Runner(RunnerOptions options, std::vector<std::unique_ptr<queue::JobHandler>> handlers)
    : state_(std::move(options), handlers.size()),
      lanes_(openLanes(state_, inbox_, std::move(handlers))),
      dispatcher_(state_, inbox_, lanes_) {}

RunnerEnd Runner::run() {
  const bool once = state_.options.once;
  Housekeeper housekeeper(state_);
  Listener listener(state_, [this](std::string_view type) { dispatcher_.wake(type); });
  if (once) housekeeper.once();
  std::jthread beating([&](const std::stop_token& stop) { beat(state_, stop); });
  std::jthread dispatching([&](const std::stop_token& stop) { dispatcher_.run(stop); });
  std::jthread keeping, listening;
  if (!once) {
    keeping = std::jthread([&](const std::stop_token& stop) { housekeeper.run(stop); });
    listening = std::jthread([&](const std::stop_token& stop) { listener.run(stop); });
  }
  while (!dispatcher_.finished() && pauseFor(once ? kBetweenLooksOnce : kBetweenLooks)) {
  }
  const bool drained = drain();
  for (auto* thread : {&dispatching, &beating, &keeping, &listening}) thread->request_stop();
  inbox_.ring();
  return {.abandoned = !drained,
          .completed = state_.completed,
          .failed = state_.failed,
          .gaveOut = dispatcher_.gaveOut()};
}

// Whether all handlers have come back.
bool Runner::drain() {
  if (!dispatcher_.finished()) {
    log(LogLevel::kInfo, "queue_stopping",
        {{"held", state_.held.count()}, {"grace_ms", state_.options.grace.count()}});
  }
  dispatcher_.drain();
  if (state_.held.waitUntilNone(Clock::now() + state_.options.grace)) return true;
  state_.stopNow = true;
  if (state_.held.waitUntilNone(Clock::now() + kLastWord)) return true;
  for (const HeldJobPtr& held : state_.held.all()) {
    if (held->end()) inbox_.end(held, queue::Released());
  }
  state_.held.waitUntilNone(Clock::now() + kLastWord);
  return false;
}

}  // namespace fairlead::workers
