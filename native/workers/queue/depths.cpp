// The figures of the whole queue (metrics.h).
#include <algorithm>
#include <utility>

#include "native/workers/queue/metrics.h"

namespace fairlead::workers {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using Labels = std::vector<ClientMetric::Label>;

constexpr std::chrono::seconds kBetweenQuestions{5};
constexpr std::chrono::seconds kBetweenCounts{60};

MetricFamily gaugeFamily(std::string name, std::string help) {
  return {std::move(name), std::move(help), prometheus::MetricType::Gauge, {}};
}

void add(MetricFamily& family, Labels labels, double value) {
  ClientMetric& metric = family.metric.emplace_back();
  metric.label = std::move(labels);
  metric.gauge.value = value;
}

double seconds(job::Micros time) {
  return static_cast<double>(time) / static_cast<double>(job::kSecond);
}

void addDepths(std::vector<MetricFamily>& families, const std::vector<queue::Depth>& depths) {
  auto depth = gaugeFamily("fairlead_queue_depth", "Jobs by type and state");
  auto due = gaugeFamily("fairlead_queue_due", "Jobs that wait for nothing but a worker");
  auto oldest = gaugeFamily("fairlead_queue_oldest_seconds",
                            "How long the oldest job waits, or is in its state");
  for (const queue::Depth& one : depths) {
    const std::string state(job::kStateNames[static_cast<std::size_t>(one.state)]);
    const Labels labels{{"type", one.type}, {"state", state}};
    add(depth, labels, static_cast<double>(one.count));
    add(oldest, labels, seconds(one.oldestAge));
    if (one.state == job::State::kQueued) {
      add(due, {{"type", one.type}}, static_cast<double>(one.due));
    }
  }
  for (auto* family : {&depth, &due, &oldest}) families.push_back(std::move(*family));
}

void addProviders(std::vector<MetricFamily>& families,
                  const std::vector<queue::ProviderRow>& providers, job::Micros now) {
  auto breaker = gaugeFamily("fairlead_provider_breaker", "1 for the state that it is in");
  auto failures = gaugeFamily("fairlead_provider_failures", "In the breaker's present window");
  auto quota = gaugeFamily("fairlead_provider_quota_exhausted", "1 until the quota is reset");
  for (const queue::ProviderRow& one : providers) {
    const auto state = static_cast<std::size_t>(one.state.breaker);
    for (std::size_t i = 0; i < std::size(job::kBreakerStateNames); ++i) {
      add(breaker, {{"provider", one.name}, {"state", std::string(job::kBreakerStateNames[i])}},
          i == state ? 1 : 0);
    }
    add(failures, {{"provider", one.name}}, one.state.failures);
    add(quota, {{"provider", one.name}}, one.state.quotaResetAt.value_or(0) > now ? 1 : 0);
  }
  for (auto* family : {&breaker, &failures, &quota}) families.push_back(std::move(*family));
}

/// Those that live depths leave out.
bool isFinished(const queue::Depth& depth) {
  return depth.state == job::State::kSucceeded || depth.state == job::State::kCancelled;
}

}  // namespace

Result<void> QueueDepths::askOfFinished(queue::JobStore& store) const {
  if (Clock::now() < askOfFinishedAgain_) return {};
  // Where this takes too long to be answered, the other figures come with the next question.
  askOfFinishedAgain_ = Clock::now() + kBetweenCounts;
  auto depths = store.depths();
  if (!depths) return std::unexpected(depths.error());
  std::erase_if(*depths, [](const queue::Depth& depth) { return !isFinished(depth); });
  finished_ = std::move(*depths);
  return {};
}

Result<std::vector<MetricFamily>> QueueDepths::ask(queue::JobStore& store) const {
  if (auto counted = askOfFinished(store); !counted) return std::unexpected(counted.error());
  auto depths = store.liveDepths();
  if (!depths) return std::unexpected(depths.error());
  const auto providers = store.providers();
  if (!providers) return std::unexpected(providers.error());
  const auto now = store.now();
  if (!now) return std::unexpected(now.error());
  std::ranges::copy(finished_, std::back_inserter(*depths));
  std::vector<MetricFamily> families;
  addDepths(families, *depths);
  addProviders(families, *providers, *now);
  return families;
}

std::vector<MetricFamily> QueueDepths::Collect() const {
  const std::lock_guard lock(mutex_);
  if (!families_.empty() && Clock::now() < askAgain_) return families_;
  auto answer = session_.ask([this](queue::JobStore& store) { return ask(store); });
  askAgain_ = Clock::now() + kBetweenQuestions;
  families_ = answer ? std::move(*answer) : std::vector<MetricFamily>();
  return families_;
}

}  // namespace fairlead::workers
