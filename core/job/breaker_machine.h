// The states of a provider's circuit breaker.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/state/machine.h"

namespace fairlead::job {

enum class BreakerState : std::uint8_t { kClosed, kOpen, kHalfOpen };

enum class BreakerEvent : std::uint8_t {
  kTrip,    // the provider failed, too often or while it was probed
  kRefuse,  // the provider refused the key
  kCool,    // the cool-down is over: a few calls may try
  kLapse,   // the short time after a refused key is over
  kMend,    // a probe was answered
};

inline constexpr std::string_view kBreakerStateNames[] = {"closed", "open", "half_open"};
inline constexpr std::string_view kBreakerEventNames[] = {"trip", "refuse", "cool", "lapse",
                                                          "mend"};

inline constexpr state::Transition<BreakerState, BreakerEvent> kBreakerTransitions[] = {
    {BreakerState::kClosed, BreakerEvent::kTrip, BreakerState::kOpen},
    {BreakerState::kClosed, BreakerEvent::kRefuse, BreakerState::kOpen},
    {BreakerState::kOpen, BreakerEvent::kCool, BreakerState::kHalfOpen},
    {BreakerState::kOpen, BreakerEvent::kLapse, BreakerState::kClosed},
    {BreakerState::kHalfOpen, BreakerEvent::kMend, BreakerState::kClosed},
    {BreakerState::kHalfOpen, BreakerEvent::kTrip, BreakerState::kOpen},
    {BreakerState::kHalfOpen, BreakerEvent::kRefuse, BreakerState::kOpen},
};

inline constexpr state::Machine<BreakerState, BreakerEvent> kBreakerMachine = {
    .name = "breaker",
    .states = kBreakerStateNames,
    .events = kBreakerEventNames,
    .initial = BreakerState::kClosed,
    .finals = {},
    .transitions = kBreakerTransitions};
static_assert(kBreakerMachine.wellFormed() && kBreakerMachine.deterministic());

}  // namespace fairlead::job
