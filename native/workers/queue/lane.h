// The threads that run the jobs of one type.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "native/queue/handler.h"
#include "native/workers/queue/inbox.h"
#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

/// Claimed jobs go in; each is written with its effect, or comes out as an ended attempt in the
/// inbox. A result whose job is lost by then is thrown away.
class Lane {
 public:
  Lane(RunnerState& state, Inbox& inbox, std::unique_ptr<queue::JobHandler> handler);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  const std::string& type() const { return type_; }
  /// How many jobs to claim now, where so many are held already.
  int freeSlots(int held) const;

  void push(std::vector<HeldJobPtr> held);
  /// Takes out the jobs that no thread has begun and whose time budget ends by `dueBy`.
  std::deque<HeldJobPtr> takeWaiting(Clock::time_point dueBy);

 private:
  void work(const std::stop_token& stop);
  HeldJobPtr next(const std::stop_token& stop);
  void attempt(const HeldJobPtr& held);
  queue::Outcome run(HeldJob& held);
  Result<job::Decision> write(const HeldJob& held, const queue::Effect& effect);
  queue::Ending endingOf(const HeldJob& held, const queue::Outcome& outcome) const;
  queue::Ending givenBack(const HeldJob& held, const Error& reason) const;

  RunnerState& state_;
  Inbox& inbox_;
  const std::unique_ptr<queue::JobHandler> handler_;
  const std::string type_;

  std::mutex mutex_;
  std::condition_variable_any pushed_;
  std::deque<HeldJobPtr> waiting_;
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace fairlead::workers
