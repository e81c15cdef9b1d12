// Whether a provider may be asked at all: its circuit breaker and its quota, one state for all
// workers (a row of provider_state).
//
//   closed     all calls; after `threshold` failures within `window` it opens, and at once where
//              the provider itself says how long to leave it alone
//   open       no calls until `retryAt`: coolDown, doubled each time it opens again, at most
//              coolDownMost. After a refused key only for refusedOpen, and then closed again: the
//              jobs pay for that themselves
//   half_open  `probes` calls; one that is answered closes it, one that fails opens it. Probes that
//              nobody tells the end of are given out anew after probeTimeout
//
// A quota that is used up stops all calls until its reset, whatever the breaker says.
//
// Times from the future, left behind by a clock that stepped back, are never waited for longer than
// from now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/job/breaker_machine.h"
#include "core/job/failure.h"
#include "core/job/time.h"

namespace fairlead::job {

/// The longest that a refused key may keep the breaker open.
inline constexpr Micros kRefusedOpenMost = 2 * kMinute;

struct Provider {
  BreakerState breaker = BreakerState::kClosed;
  int failures = 0;  // in the window that began at windowBegan
  Micros windowBegan = 0;
  Micros openedAt = 0;
  Micros retryAt = 0;  // open: when it ends; half open: when probes are given out anew
  int probes = 0;      // half open: given out
  int openings = 0;    // in a row, for failures; 0 while open for a refused key
  std::optional<Micros> quotaResetAt;

  friend bool operator==(const Provider&, const Provider&) = default;
};

struct BreakerPolicy {
  int threshold = 5;
  Micros window = kMinute;
  Micros coolDown = 30 * kSecond;
  Micros coolDownMost = 5 * kMinute;
  Micros retryAfterMost = kHour;
  Micros refusedOpen = 30 * kSecond;  // at most kRefusedOpenMost
  int probes = 3;
  Micros probeTimeout = kMinute;
  Micros quotaWait = kHour;  // where nobody says when it is reset
  Micros quotaMost = kDay;
};

/// How many of the calls that are wanted may be made.
struct Admission {
  Provider provider;  // as it is to be kept, whether or not any was admitted
  int admitted = 0;
  /// breaker_closed, breaker_probing, breaker_probes_out, breaker_open, quota_exhausted.
  std::string_view code;
  /// When to ask again, where none was admitted.
  std::optional<Micros> until;
};

/// Whoever claims fewer jobs than were admitted asks again with their number, under the same lock
/// on the row, and keeps that answer's provider: else probes are given out that nobody makes.
Admission admit(const Provider& provider, int wanted, Micros now, const BreakerPolicy& policy);

/// How a call ended, as far as the provider is concerned.
enum class Signal : std::uint8_t {
  kAnswered,  // it works, whatever it said of the input
  kFailed,
  kRefused,  // the key
  kQuota,
  kNothing,  // the call says nothing of the provider
};

inline constexpr std::string_view kSignals[] = {"answered", "failed", "refused", "quota",
                                                "nothing"};

/// What the failure of a call says of its provider. A job that failed before it asked anyone, as
/// for a mail that is not there, says nothing: settle calls, not jobs.
Signal signalOf(const Failure& failure);

/// The provider after a call. What comes in while the breaker is open ends or shortens nothing, and
/// what is answered while it is closed changes nothing that admit() would not, so that it need not
/// be written.
Provider settle(const Provider& provider, Signal signal, std::optional<Micros> retryAfter,
                Micros now, const BreakerPolicy& policy);

/// A sentence for an admission's code.
std::string explain(const Admission& admission, Micros now);

}  // namespace fairlead::job
