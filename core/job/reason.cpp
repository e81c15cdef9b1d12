// The words and sentences for the reasons of decide.h.
#include <array>

#include "core/job/decide.h"

namespace fairlead::job {
namespace {

std::string waiting(const Job& job, Micros now) {
  return job.runAfter <= now ? "at once" : "in " + inWords(job.runAfter - now);
}

std::string ofMost(int count, int most) {
  return std::to_string(count) + " of at most " + std::to_string(most);
}

std::string leases(const Job& job) {
  return "the newest is " + std::to_string(job.lease);
}

}  // namespace

std::string_view codeOf(Reason reason) {
  constexpr std::array<std::string_view, 24> kCodes = {"claimed",
                                                       "heartbeat_kept",
                                                       "completed",
                                                       "retry_scheduled",
                                                       "attempts_exhausted",
                                                       "provider_deferred",
                                                       "quota_deferred",
                                                       "config_deferred",
                                                       "holder_lost",
                                                       "losses_exhausted",
                                                       "clock_stepped_back",
                                                       "released",
                                                       "snoozed",
                                                       "cancelled",
                                                       "requeued",
                                                       "not_queued",
                                                       "not_due",
                                                       "not_running",
                                                       "lease_stale",
                                                       "lease_unknown",
                                                       "ask_again",
                                                       "holder_alive",
                                                       "already_finished",
                                                       "not_finished"};
  return kCodes[static_cast<std::size_t>(reason)];
}

std::string explain(const Decision& decision, const Policy& policy, Micros now) {
  const Job& job = decision.job;
  const std::string state(kMachine.nameOf(job.state));
  switch (decision.reason) {
    case Reason::kClaimed:
      return "It was due; lease " + std::to_string(job.lease) + " was given out with it.";
    case Reason::kHeartbeatKept:
      return "The holder lives and keeps it.";
    case Reason::kCompleted:
      return "The holder of the newest lease brought the result.";
    case Reason::kRetryScheduled:
      return "Failure " + ofMost(job.attempts, policy.maxAttempts) + ": it is tried again " +
             waiting(job, now) + ".";
    case Reason::kAttemptsExhausted:
      return "Failure " + ofMost(job.attempts, policy.maxAttempts) + " was the last: it is dead.";
    case Reason::kProviderDeferred:
      return "The provider failed, not the job: nothing is charged, it is due again " +
             waiting(job, now) + ".";
    case Reason::kQuotaDeferred:
      return "The provider's quota is used up: nothing is charged, it is due again " +
             waiting(job, now) + ".";
    case Reason::kConfigDeferred:
      return "The settings are wrong, not the job: nothing is charged, it is due again " +
             waiting(job, now) + ".";
    case Reason::kHolderLost:
      return "Its worker was lost, loss " + ofMost(job.losses, policy.maxLosses) +
             ": no attempt is charged, it is due at once.";
    case Reason::kLossesExhausted:
      return "Its worker was lost, loss " + ofMost(job.losses, policy.maxLosses) +
             " and the last: it is dead.";
    case Reason::kClockSteppedBack:
      return "Its times lay ahead of the clock, which stepped back: they count from now.";
    case Reason::kReleased:
      return "The holder gave it back: nothing is charged, it is due at once.";
    case Reason::kSnoozed:
      return "It was put off: nothing is charged, it is due " + waiting(job, now) + ".";
    case Reason::kCancelled:
      return "It was cancelled; a worker that holds it is refused from now on.";
    case Reason::kRequeued:
      return "It starts again with nothing charged, due at once.";
    case Reason::kNotQueued:
      return "Only a queued job can be taken or put off; it is " + state + ".";
    case Reason::kNotDue:
      return "It is due " + waiting(job, now) + ".";
    case Reason::kNotRunning:
      return "Nobody holds it: it is " + state + ".";
    case Reason::kLeaseStale:
      return "A newer lease was given out since: " + leases(job) + ".";
    case Reason::kLeaseUnknown:
      return "No such lease was ever given out: " + leases(job) + ".";
    case Reason::kAskAgain:
      return "The model may be asked once more before this is charged.";
    case Reason::kHolderAlive:
      return "Its holder's last heartbeat is recent, and its time is not used up.";
    case Reason::kAlreadyFinished:
      return "It has ended already: it is " + state + ".";
    case Reason::kNotFinished:
      return "Only a job that ended can start again; it is " + state + ".";
  }
  return {};
}

}  // namespace fairlead::job
