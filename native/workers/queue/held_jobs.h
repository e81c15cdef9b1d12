// The jobs that this worker holds, from their claim to their end.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "native/queue/job.h"

namespace fairlead::workers {

using Clock = std::chrono::steady_clock;

/// No less than nothing.
inline std::chrono::milliseconds leftUntil(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  return std::max(left, std::chrono::milliseconds(0));
}

/// One attempt at a job.
class HeldJob {
 public:
  /// `claimed` is a moment not after the claim, `deadline` the end of the time budget.
  HeldJob(queue::ClaimedJob job, Clock::time_point claimed, Clock::time_point deadline)
      : job_(std::move(job)), claimed_(claimed), deadline_(deadline) {}

  const queue::ClaimedJob& job() const { return job_; }
  Clock::time_point deadline() const { return deadline_; }
  /// The database's clock, as far as it can be told without asking.
  job::Micros databaseNow() const {
    const auto since =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - claimed_);
    return job::later(job_.rule.claimedAt.value_or(0), since.count());
  }

  /// Whether another holds the job by now, or nobody: its result is worth nothing.
  bool lost() const { return lost_; }
  void lose() { lost_ = true; }

  /// Whether the caller is the first who has an end for it. Who is not, has come too late.
  bool end() { return !ended_.exchange(true); }

 private:
  const queue::ClaimedJob job_;
  const Clock::time_point claimed_, deadline_;
  std::atomic<bool> lost_ = false, ended_ = false;
};

using HeldJobPtr = std::shared_ptr<HeldJob>;

/// Used by all threads.
class HeldJobs {
 public:
  void add(HeldJobPtr held) {
    const std::lock_guard lock(mutex_);
    ++counts_[held->job().type];
    jobs_.insert(std::move(held));
  }
  void remove(const HeldJobPtr& held) {
    const std::lock_guard lock(mutex_);
    if (jobs_.erase(held) > 0) --counts_[held->job().type];
    if (jobs_.empty()) none_.notify_all();
  }
  std::vector<HeldJobPtr> all() const {
    const std::lock_guard lock(mutex_);
    return {jobs_.begin(), jobs_.end()};
  }
  bool none() const {
    const std::lock_guard lock(mutex_);
    return jobs_.empty();
  }
  /// Of one type.
  int count(std::string_view type) const {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(type);
    return found == counts_.end() ? 0 : found->second;
  }
  std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
  }
  /// Waits until there are none; false where `until` came first.
  bool waitUntilNone(Clock::time_point until) {
    std::unique_lock lock(mutex_);
    return none_.wait_until(lock, until, [&] { return jobs_.empty(); });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable none_;
  std::unordered_set<HeldJobPtr> jobs_;
  std::map<std::string, int, std::less<>> counts_;  // by type
};

}  // namespace fairlead::workers
