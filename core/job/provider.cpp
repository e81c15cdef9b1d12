#include "core/job/provider.h"

#include <algorithm>

namespace fairlead::job {
namespace {

Provider moved(Provider provider, BreakerEvent event) {
  if (const auto next = kBreakerMachine.next(provider.breaker, event)) provider.breaker = *next;
  return provider;
}

Provider opened(const Provider& provider, BreakerEvent event, Micros now, Micros wait) {
  Provider open = moved(provider, event);
  open.openedAt = now;
  open.retryAt = later(now, wait);
  open.failures = 0;
  open.probes = 0;
  return open;
}

Provider closed(const Provider& provider, BreakerEvent event) {
  Provider whole = moved(provider, event);
  whole.failures = 0;
  whole.probes = 0;
  whole.openings = 0;
  return whole;
}

/// Opens for a failure: longer each time in a row, and as long as the provider asks.
Provider tripped(Provider provider, std::optional<Micros> retryAfter, Micros now,
                 const BreakerPolicy& policy) {
  const Micros coolDown = doubled(policy.coolDown, provider.openings, policy.coolDownMost);
  const Micros asked = std::min(retryAfter.value_or(0), policy.retryAfterMost);
  ++provider.openings;
  return opened(provider, BreakerEvent::kTrip, now, std::max(coolDown, asked));
}

Provider refused(Provider provider, Micros now, const BreakerPolicy& policy) {
  provider.openings = 0;
  return opened(provider, BreakerEvent::kRefuse, now,
                std::min(policy.refusedOpen, kRefusedOpenMost));
}

/// A failure while closed: counted in its window, which begins anew when it is over or lies ahead.
Provider counted(Provider provider, std::optional<Micros> retryAfter, Micros now,
                 const BreakerPolicy& policy) {
  const bool inWindow = provider.windowBegan <= now && now - provider.windowBegan < policy.window;
  if (provider.failures == 0 || !inWindow) {
    provider.failures = 0;
    provider.windowBegan = now;
  }
  ++provider.failures;
  const bool askedToWait = retryAfter.value_or(0) > 0;
  if (provider.failures < policy.threshold && !askedToWait) return provider;
  return tripped(provider, retryAfter, now, policy);
}

/// Times that lie further ahead than they could have been set: the clock stepped back.
Provider anchored(Provider provider, Micros now, const BreakerPolicy& policy) {
  if (provider.breaker == BreakerState::kOpen && provider.openedAt > now) {
    provider.retryAt = later(now, std::max<Micros>(0, provider.retryAt - provider.openedAt));
    provider.openedAt = now;
  }
  if (provider.breaker == BreakerState::kHalfOpen)
    provider.retryAt = std::min(provider.retryAt, later(now, policy.probeTimeout));
  if (provider.quotaResetAt)
    provider.quotaResetAt = std::min(*provider.quotaResetAt, later(now, policy.quotaMost));
  return provider;
}

/// What the passing of time alone changes.
Provider aged(Provider provider, Micros now, const BreakerPolicy& policy) {
  if (provider.quotaResetAt && *provider.quotaResetAt <= now) provider.quotaResetAt.reset();
  if (provider.breaker == BreakerState::kClosed || provider.retryAt > now) return provider;
  if (provider.breaker == BreakerState::kOpen && provider.openings == 0)
    return closed(provider, BreakerEvent::kLapse);
  provider = moved(provider, BreakerEvent::kCool);
  provider.probes = 0;
  provider.retryAt = later(now, policy.probeTimeout);
  return provider;
}

}  // namespace

Admission admit(const Provider& provider, int wanted, Micros now, const BreakerPolicy& policy) {
  Admission admission;
  Provider& after = admission.provider;
  after = aged(anchored(provider, now, policy), now, policy);
  if (after.quotaResetAt) {
    admission.code = "quota_exhausted";
    admission.until = after.quotaResetAt;
  } else if (after.breaker == BreakerState::kClosed) {
    admission.code = "breaker_closed";
    admission.admitted = wanted;
  } else if (after.breaker == BreakerState::kOpen) {
    admission.code = "breaker_open";
    admission.until = after.retryAt;
  } else {
    admission.admitted = std::clamp(policy.probes - after.probes, 0, wanted);
    after.probes += admission.admitted;
    admission.code = admission.admitted > 0 ? "breaker_probing" : "breaker_probes_out";
    if (admission.admitted == 0) admission.until = after.retryAt;
  }
  return admission;
}

std::string explain(const Admission& admission, Micros now) {
  const auto in = [&] {
    return admission.until ? inWords(std::max<Micros>(0, *admission.until - now)) : std::string();
  };
  if (admission.code == "quota_exhausted")
    return "The provider's quota is used up; it is reset in " + in() + ".";
  if (admission.code == "breaker_open")
    return "The provider failed and is left alone; it is tried again in " + in() + ".";
  if (admission.code == "breaker_probes_out")
    return "A few calls are trying the provider already; if they stay silent, others do in " +
           in() + ".";
  if (admission.code == "breaker_probing") return "The provider failed before: a few calls try it.";
  return "Nothing is known against the provider.";
}

Signal signalOf(const Failure& failure) {
  if (failure.keyRefused) return Signal::kRefused;
  switch (failure.failureClass) {
    case FailureClass::kItem:
    case FailureClass::kSchema:
    case FailureClass::kBatch:
      return Signal::kAnswered;
    case FailureClass::kProvider:
      return Signal::kFailed;
    case FailureClass::kQuota:
      return Signal::kQuota;
    case FailureClass::kLost:
    case FailureClass::kConfig:
      break;
  }
  return Signal::kNothing;
}

Provider settle(const Provider& provider, Signal signal, std::optional<Micros> retryAfter,
                Micros now, const BreakerPolicy& policy) {
  Provider after = aged(anchored(provider, now, policy), now, policy);
  const bool probed = after.breaker == BreakerState::kHalfOpen;
  const bool open = after.breaker == BreakerState::kOpen;
  switch (signal) {
    case Signal::kAnswered:
      return probed ? closed(after, BreakerEvent::kMend) : after;
    case Signal::kFailed:
      if (open) return after;
      return probed ? tripped(after, retryAfter, now, policy)
                    : counted(after, retryAfter, now, policy);
    case Signal::kRefused:
      return open ? after : refused(after, now, policy);
    case Signal::kQuota:
      if (probed) after = closed(after, BreakerEvent::kMend);
      after.quotaResetAt =
          later(now, std::min(retryAfter.value_or(policy.quotaWait), policy.quotaMost));
      return after;
    case Signal::kNothing:
      break;
  }
  return after;
}

}  // namespace fairlead::job
