// The queue worker: claims jobs, runs their handlers, and keeps the queue in order.
//
//   dispatcher   claims for all lanes, settles what they ended      one thread
//   lane         runs the jobs of one type, writes their effects    `concurrency` threads each
//   heartbeat    says that this worker lives                        one thread
//   listener     is told of new jobs                                one thread
//   housekeeper  rescue, cron and retention, if this worker leads   one thread
//
// Each has database connections of its own. None is held across a call to a model.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "native/queue/handler.h"
#include "native/workers/queue/dispatcher.h"
#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

struct RunnerEnd {
  /// Handlers that did not come back within the grace still run: the process must end without
  /// waiting for them. Their jobs were given back.
  bool abandoned = false;
  /// Jobs whose attempt ended otherwise than well.
  std::int64_t completed = 0, failed = 0;
  /// With `once`: why the database gave out.
  std::optional<Error> gaveOut;
};

class Runner {
 public:
  Runner(RunnerOptions options, std::vector<std::unique_ptr<queue::JobHandler>> handlers);

  /// Works until a stop is asked for (stop.h), or with `once` until nothing is due. Then finishes
  /// what is under way, as far as the grace allows, and gives the rest back. To be called once.
  RunnerEnd run();

  const QueueMetrics& metrics() const { return state_.metrics; }

 private:
  bool drain();

  RunnerState state_;
  Inbox inbox_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  Dispatcher dispatcher_;
};

}  // namespace fairlead::workers
