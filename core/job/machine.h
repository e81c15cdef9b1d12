// The states of a job, and what can happen to it in each.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/state/machine.h"

namespace fairlead::job {

enum class State : std::uint8_t { kQueued, kRunning, kSucceeded, kDead, kCancelled };

enum class Event : std::uint8_t {
  kClaim,      // a worker takes it; the lease is raised
  kHeartbeat,  // the holder says that it lives
  kComplete,   // the holder has the result
  kRetry,      // a charged failure, with attempts left
  kExhaust,    // the last charged failure
  kDefer,      // a failure that is not the job's fault
  kLose,       // the holder died, with losses left
  kAbandon,    // the holder died once too often
  kRelease,    // the holder gives it back, for instance because it must stop
  kSnooze,     // not now, but at a given time
  kCancel,     // nobody wants it any more
  kRequeue,    // all over again, on request
};

inline constexpr std::string_view kStateNames[] = {"queued", "running", "succeeded", "dead",
                                                   "cancelled"};

inline constexpr std::string_view kEventNames[] = {"claim",   "heartbeat", "complete", "retry",
                                                   "exhaust", "defer",     "lose",     "abandon",
                                                   "release", "snooze",    "cancel",   "requeue"};

inline constexpr State kFinished[] = {State::kSucceeded, State::kDead, State::kCancelled};

inline constexpr state::Transition<State, Event> kTransitions[] = {
    {State::kQueued, Event::kClaim, State::kRunning},
    {State::kQueued, Event::kSnooze, State::kQueued},
    {State::kQueued, Event::kCancel, State::kCancelled},
    {State::kRunning, Event::kHeartbeat, State::kRunning},
    {State::kRunning, Event::kRetry, State::kQueued},
    {State::kRunning, Event::kDefer, State::kQueued},
    {State::kRunning, Event::kLose, State::kQueued},
    {State::kRunning, Event::kRelease, State::kQueued},
    {State::kRunning, Event::kSnooze, State::kQueued},
    {State::kRunning, Event::kComplete, State::kSucceeded},
    {State::kRunning, Event::kExhaust, State::kDead},
    {State::kRunning, Event::kAbandon, State::kDead},
    {State::kRunning, Event::kCancel, State::kCancelled},
    {State::kSucceeded, Event::kRequeue, State::kQueued},
    {State::kDead, Event::kRequeue, State::kQueued},
    {State::kCancelled, Event::kRequeue, State::kQueued},
};

inline constexpr state::Machine<State, Event> kMachine = {.name = "job",
                                                          .states = kStateNames,
                                                          .events = kEventNames,
                                                          .initial = State::kQueued,
                                                          .finals = kFinished,
                                                          .transitions = kTransitions};
static_assert(kMachine.wellFormed() && kMachine.deterministic());

}  // namespace fairlead::job
