// What one worker of the fleet does for all: take back what is stuck, enqueue what the cron entries
// ask for, delete what finished long ago. The leader does it; when it dies, another leads soon.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

/// One thread.
class Housekeeper {
 public:
  explicit Housekeeper(RunnerState& state);

  void run(const std::stop_token& stop);
  /// All of it once, if this worker leads.
  void once();

 private:
  bool leads();
  void resign();
  void work();
  Result<void> rescue();
  Result<void> watchClock();
  Result<void> fireCron();
  void tellFaults(std::vector<queue::CronFault> faults);
  Result<void> sweep();
  void attempt(Result<void> done);
  void answered();

  RunnerState& state_;
  StoreSession session_;
  bool leading_ = false;
  Clock::time_point leadAgain_, cronAt_, sweepAt_;
  Clock::time_point rescueAt_;
  Clock::time_point answeredAt_;              // the database, for the last time
  bool away_ = false;                         // since then
  std::vector<queue::CronFault> cronFaults_;  // that were told
  // The database's clock when it was last asked, and this worker's own.
  struct Clocks {
    job::Micros database;
    Clock::time_point own;
  };
  std::optional<Clocks> clocks_;
  bool waitsMended_ = false;
};

}  // namespace fairlead::workers
