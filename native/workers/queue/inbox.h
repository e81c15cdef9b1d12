// Attempts that are over and have to be told to the store.
#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "native/queue/job.h"
#include "native/workers/queue/held_jobs.h"

namespace fairlead::workers {

struct EndedAttempt {
  HeldJobPtr held;
  queue::Ending how;
};

/// Where threads say that something is to be done: an attempt ended, jobs are due, stop. Whoever
/// works it off waits here.
class Inbox {
 public:
  void end(HeldJobPtr held, queue::Ending how) {
    const std::lock_guard lock(mutex_);
    endings_.push_back({std::move(held), std::move(how)});
    if (endings_.size() >= enough_) changed_.notify_one();
  }
  /// Says that something else changed.
  void ring() {
    const std::lock_guard lock(mutex_);
    rung_ = true;
    changed_.notify_one();
  }
  /// Waits for so many endings or a ring until `until`; gives the endings there are. For one
  /// thread.
  std::vector<EndedAttempt> wait(Clock::time_point until, std::size_t enough = 1) {
    std::unique_lock lock(mutex_);
    enough_ = enough;
    changed_.wait_until(lock, until, [&] { return rung_ || endings_.size() >= enough_; });
    rung_ = false;
    return std::exchange(endings_, {});
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<EndedAttempt> endings_;
  std::size_t enough_ = 1;
  bool rung_ = false;
};

}  // namespace fairlead::workers
