#include "core/job/schedule.h"

#include <algorithm>
#include <utility>

namespace fairlead::job {
namespace {

constexpr std::string_view kWorker = "schedule";

/// Plays a scenario decision by decision.
class Player {
 public:
  explicit Player(const Scenario& scenario)
      : scenario_(scenario),
        job_(scenario.job),
        provider_(scenario.provider),
        now_(scenario.start) {}

  Timeline play() {
    while (!kMachine.isFinal(job_.state) && timeline_.steps.size() < kMaxSteps) {
      if (job_.state == State::kRunning)
        attempt();
      else
        take();
    }
    timeline_.finished = kMachine.isFinal(job_.state);
    return std::move(timeline_);
  }

 private:
  void take() {
    now_ = std::max(now_, job_.runAfter);
    const Admission admission = admit(provider_, 1, now_, scenario_.breaker);
    provider_ = admission.provider;
    if (admission.admitted == 0) {
      record(admission.code, explain(admission, now_));
      now_ = admission.until.value_or(now_);
      return;
    }
    apply(claim(job_, now_, kWorker));
  }

  /// The running job's attempt, from its claim to its end.
  void attempt() {
    const std::optional<Failure> failure = nextFailure();
    if (failure && failure->failureClass == FailureClass::kLost) return lose();
    const bool tooLong = scenario_.runsFor >= scenario_.policy.timeBudget;
    now_ = later(now_, std::min(scenario_.runsFor, scenario_.policy.timeBudget));
    if (tooLong) {
      settleWith(Signal::kNothing, {});
      apply(fail(job_, {FailureClass::kItem, std::string(kTimeoutCode)}, job_.lease, now_,
                 scenario_.policy));
    } else if (failure) {
      settleWith(signalOf(*failure), failure->retryAfter);
      apply(fail(job_, *failure, job_.lease, now_, scenario_.policy));
    } else {
      settleWith(Signal::kAnswered, {});
      apply(complete(job_, job_.lease, now_));
    }
  }

  /// The worker dies at the end of the attempt's time; its last heartbeat was before that.
  void lose() {
    const Policy& policy = scenario_.policy;
    const Micros beats = std::min(scenario_.runsFor, policy.timeBudget) / policy.heartbeatEvery;
    job_.heartbeatAt = later(now_, beats * policy.heartbeatEvery);
    now_ = later(*job_.heartbeatAt, longestSilence(policy));
    apply(rescue(job_, now_, policy));
  }

  std::optional<Failure> nextFailure() {
    for (const Outage& outage : scenario_.outages)
      if (outage.from <= now_ && now_ < outage.to) return outage.failure;
    if (made_ == scenario_.attempts.size()) return std::nullopt;
    return scenario_.attempts[made_++];
  }

  void settleWith(Signal signal, std::optional<Micros> retryAfter) {
    provider_ = settle(provider_, signal, retryAfter, now_, scenario_.breaker);
  }

  void apply(const Decision& decision) {
    job_ = decision.job;
    record(codeOf(decision.reason), explain(decision, scenario_.policy, now_));
  }

  void record(std::string_view code, std::string message) {
    timeline_.steps.push_back({now_, code, std::move(message), job_, provider_.breaker});
  }

  const Scenario& scenario_;
  Job job_;
  Provider provider_;
  Micros now_;
  std::size_t made_ = 0;
  Timeline timeline_;
};

}  // namespace

Timeline schedule(const Scenario& scenario) {
  return Player(scenario).play();
}

}  // namespace fairlead::job
