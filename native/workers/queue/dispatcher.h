// Claiming jobs for the lanes, and settling what they ended: one thread, one exchange with the
// database for both.
//
//   a lane is asked for       where it has a free slot and
//     at once                 after a claim that gave all it asked for, a wake-up, or a job's end
//     after `idle`            where fewer were due
//     when the provider says  where the breaker, the quota or the rate held back; sooner is in vain
//
// What ends soon after a turn waits for the next one as long as that turn took, or until all that
// is held has ended: short jobs go into one exchange by the hundred and not one by one, and long
// ones do not notice.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "native/workers/queue/inbox.h"
#include "native/workers/queue/lane.h"
#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

class Dispatcher {
 public:
  Dispatcher(RunnerState& state, Inbox& inbox, std::span<const std::unique_ptr<Lane>> lanes);

  /// Works until stopped; with `once` until nothing is due and nothing is held.
  void run(const std::stop_token& stop);

  // Called by other threads:

  /// Jobs of this type are due; "" is any.
  void wake(std::string_view type);
  /// Claims no more, and gives back what no thread has begun.
  void drain();
  /// With `once`: whether there is nothing left to do, or the database gave out.
  bool finished() const { return finished_; }
  /// Why the database gave out. To be read after `run`.
  const std::optional<Error>& gaveOut() const { return gaveOut_; }

 private:
  /// A lane, and when to claim for it.
  struct Desk {
    explicit Desk(Lane& of) : lane(of) {}
    Lane& lane;
    Clock::time_point askAt;
    bool heldBack = false;  // until then
    std::string reason;     // why
    int held = 0;           // after the last claim
    bool empty = false;     // the last claim gave nothing, and will not in a moment
    std::atomic<bool> woken = false;
  };

  int left(const Desk& desk) const;
  bool mayAsk(const Desk& desk, Clock::time_point now) const;
  Desk* nextDesk();
  Clock::time_point nextAsk() const;
  void gather(std::vector<EndedAttempt> ended);
  void gatherMore();
  void giveBackWaiting(Clock::time_point dueBy);
  void takeTurn(Desk* desk, const std::stop_token& stop);
  void failed(const Error& error, const std::stop_token& stop);
  void settle(std::span<const job::Decision> decisions);
  void accept(Desk& desk, queue::Claimed claimed, int slots, Clock::time_point asked);
  HeldJobPtr hold(queue::ClaimedJob job, Clock::time_point asked);
  void plan(Desk& desk, const queue::Claimed& claimed, int slots, Clock::time_point asked);
  std::chrono::milliseconds waitFor(job::Micros until);
  std::chrono::milliseconds idleTime();
  bool allDone();

  RunnerState& state_;
  Inbox& inbox_;
  std::vector<std::unique_ptr<Desk>> desks_;
  std::size_t turn_ = 0;
  StoreSession session_;
  Backoff pauses_;
  std::vector<EndedAttempt> unsettled_;
  Clock::time_point restUntil_;  // after a turn
  std::atomic<bool> draining_ = false;
  std::atomic<bool> finished_ = false;
  std::optional<Error> gaveOut_;
  std::minstd_rand random_;
};

}  // namespace fairlead::workers
