// What a queue worker counts, for Prometheus.
//
//   fairlead_jobs_claim_wait_seconds{type}          from when a job was due to its claim
//   fairlead_jobs_run_seconds{type}                 of an attempt, without its write
//   fairlead_jobs_endings_total{type,outcome,class} how attempts ended: completed, retry_scheduled,
//                                                   provider_deferred, lease_stale …
//   fairlead_jobs_rescued_total{type,outcome}       taken back from workers that died or hang
//   fairlead_jobs_running{type}                     held by this worker
//   fairlead_queue_turn_seconds                     one exchange with the database: end and claim
//   fairlead_queue_database_errors_total{code}      calls that failed
//   fairlead_queue_listening                        1 while new jobs wake this worker
//
// And of the whole queue, the same from every worker, asked for when they are read:
//
//   fairlead_queue_depth{type,state}                jobs
//   fairlead_queue_due{type}                        that wait for nothing but a worker
//   fairlead_queue_oldest_seconds{type,state}       how long the oldest waits, or is in its state
//   fairlead_provider_breaker{provider,state}       1 for the state it is in
//   fairlead_provider_failures{provider}            in the breaker's present window
//   fairlead_provider_quota_exhausted{provider}     1 until its quota is reset
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "native/workers/queue/store_session.h"

namespace fairlead::workers {

/// Used by all threads.
class QueueMetrics {
 public:
  /// For jobs of these types and no others: what each counts is looked up but once.
  explicit QueueMetrics(std::span<const queue::TypeRules> types);

  using Seconds = std::chrono::duration<double>;
  void claimed(std::string_view type, Seconds waited);
  void ran(std::string_view type, Seconds time);
  void ended(const std::string& type, std::string_view outcome, std::string_view failureClass);
  void rescued(const std::string& type, std::string_view outcome);
  void running(std::string_view type, int change);
  void turn(Seconds time) { turn_.Observe(time.count()); }
  void databaseFailed(std::string_view code);
  void listening(bool does) { listening_.Set(does ? 1 : 0); }

  const std::shared_ptr<prometheus::Registry>& registry() const { return registry_; }

 private:
  struct OfType {
    prometheus::Histogram& claimWait;
    prometheus::Histogram& run;
    prometheus::Gauge& running;
    prometheus::Counter& completed;  // of the endings
  };
  OfType& of(std::string_view type);
  prometheus::Counter& ending(const std::string& type, std::string_view outcome,
                              std::string_view failureClass);

  std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& endings_;
  prometheus::Family<prometheus::Counter>& rescues_;
  std::map<std::string, OfType, std::less<>> types_;
  prometheus::Family<prometheus::Counter>& databaseErrors_;
  prometheus::Histogram& turn_;
  prometheus::Gauge& listening_;
};

/// Asks the store for depths and providers when it is collected, at most once in five seconds; how
/// many jobs succeeded or were cancelled, which takes a look at the whole table, once a minute.
/// Where the database does not answer, there are no figures.
class QueueDepths : public prometheus::Collectable {
 public:
  explicit QueueDepths(const OpenStore& open) : session_(open) {}
  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  using Clock = std::chrono::steady_clock;

  Result<std::vector<prometheus::MetricFamily>> ask(queue::JobStore& store) const;
  Result<void> askOfFinished(queue::JobStore& store) const;

  mutable std::mutex mutex_;
  mutable StoreSession session_;
  mutable Clock::time_point askAgain_, askOfFinishedAgain_;
  mutable std::vector<queue::Depth> finished_;
  mutable std::vector<prometheus::MetricFamily> families_;
};

/// Serves GET /metrics until destroyed.
class MetricsServer {
 public:
  /// Error: metrics_port where `address` ("127.0.0.1:9464") cannot be listened on.
  static Result<std::unique_ptr<MetricsServer>> open(const std::string& address,
                                                     const QueueMetrics& metrics,
                                                     const OpenStore& open);

 private:
  MetricsServer(const std::string& address, const QueueMetrics& metrics, const OpenStore& open);

  std::shared_ptr<prometheus::Collectable> depths_;
  prometheus::Exposer exposer_;
};

}  // namespace fairlead::workers
