#include "native/workers/queue/metrics.h"

#include <cstdlib>
#include <exception>
#include <fmt/format.h>

namespace fairlead::workers {
namespace {

using prometheus::Histogram;

constexpr std::size_t kServerThreads = 1;
const std::string_view kCompleted = job::codeOf(job::Reason::kCompleted);

const Histogram::BucketBoundaries& waits() {
  static const Histogram::BucketBoundaries kWaits{0.005, 0.01, 0.02, 0.05, 0.1,  0.2,   0.5,
                                                  1,     2,    5,    15,   60.0, 300.0, 3600.0};
  return kWaits;
}

const Histogram::BucketBoundaries& runs() {
  static const Histogram::BucketBoundaries kRuns{0.001, 0.005, 0.02, 0.05, 0.1,  0.2,  0.5,
                                                 1,     2,     5,    10.0, 30.0, 60.0, 300.0};
  return kRuns;
}

const Histogram::BucketBoundaries& turns() {
  static const Histogram::BucketBoundaries kTurns{0.0005, 0.001, 0.002, 0.005, 0.01, 0.02,
                                                  0.05,   0.1,   0.2,   0.5,   1,    5};
  return kTurns;
}

template <typename Builder>
auto& family(Builder builder, const char* name, const char* help, prometheus::Registry& registry) {
  return builder.Name(name).Help(help).Register(registry);
}

}  // namespace

QueueMetrics::QueueMetrics(std::span<const queue::TypeRules> types)
    : registry_(std::make_shared<prometheus::Registry>()),
      endings_(family(prometheus::BuildCounter(), "fairlead_jobs_endings_total",
                      "How attempts ended", *registry_)),
      rescues_(family(prometheus::BuildCounter(), "fairlead_jobs_rescued_total",
                      "Jobs taken back from workers that died or hang", *registry_)),
      databaseErrors_(family(prometheus::BuildCounter(), "fairlead_queue_database_errors_total",
                             "Calls to the database that failed", *registry_)),
      turn_(family(prometheus::BuildHistogram(), "fairlead_queue_turn_seconds",
                   "One exchange with the database: end and claim", *registry_)
                .Add({}, turns())),
      listening_(family(prometheus::BuildGauge(), "fairlead_queue_listening",
                        "1 while new jobs wake this worker", *registry_)
                     .Add({})) {
  auto& claimWait = family(prometheus::BuildHistogram(), "fairlead_jobs_claim_wait_seconds",
                           "From when a job was due to its claim", *registry_);
  auto& run = family(prometheus::BuildHistogram(), "fairlead_jobs_run_seconds",
                     "Time of an attempt, without its write", *registry_);
  auto& running = family(prometheus::BuildGauge(), "fairlead_jobs_running",
                         "Jobs that this worker holds", *registry_);
  for (const queue::TypeRules& rules : types) {
    const prometheus::Labels labels{{"type", rules.type}};
    types_.emplace(rules.type, OfType{claimWait.Add(labels, waits()), run.Add(labels, runs()),
                                      running.Add(labels), ending(rules.type, kCompleted, "")});
  }
}

QueueMetrics::OfType& QueueMetrics::of(std::string_view type) {
  const auto found = types_.find(type);
  if (found == types_.end()) std::abort();  // the runner has handlers of these types alone
  return found->second;
}

prometheus::Counter& QueueMetrics::ending(const std::string& type, std::string_view outcome,
                                          std::string_view failureClass) {
  return endings_.Add(
      {{"type", type}, {"outcome", std::string(outcome)}, {"class", std::string(failureClass)}});
}

void QueueMetrics::claimed(std::string_view type, Seconds waited) {
  of(type).claimWait.Observe(std::max(0.0, waited.count()));
}

void QueueMetrics::ran(std::string_view type, Seconds time) {
  of(type).run.Observe(time.count());
}

void QueueMetrics::ended(const std::string& type, std::string_view outcome,
                         std::string_view failureClass) {
  auto& counter = outcome == kCompleted ? of(type).completed : ending(type, outcome, failureClass);
  counter.Increment();
}

void QueueMetrics::rescued(const std::string& type, std::string_view outcome) {
  rescues_.Add({{"type", type}, {"outcome", std::string(outcome)}}).Increment();
}

void QueueMetrics::running(std::string_view type, int change) {
  of(type).running.Increment(change);
}

void QueueMetrics::databaseFailed(std::string_view code) {
  databaseErrors_.Add({{"code", std::string(code)}}).Increment();
}

Result<std::unique_ptr<MetricsServer>> MetricsServer::open(const std::string& address,
                                                           const QueueMetrics& metrics,
                                                           const OpenStore& open) {
  try {
    return std::unique_ptr<MetricsServer>(new MetricsServer(address, metrics, open));
  } catch (const std::exception& error) {
    return fail("settings_metrics_port", fmt::format("Metrics cannot be served at {}: {}. Choose "
                                                     "another port with --metrics-port.",
                                                     address, error.what()));
  }
}

MetricsServer::MetricsServer(const std::string& address, const QueueMetrics& metrics,
                             const OpenStore& open)
    : depths_(std::make_shared<QueueDepths>(open)), exposer_(address, kServerThreads) {
  exposer_.RegisterCollectable(metrics.registry());
  exposer_.RegisterCollectable(depths_);
}

}  // namespace fairlead::workers
