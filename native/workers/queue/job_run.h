// What a handler may use while it runs.
#pragma once

#include "native/queue/handler.h"
#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

/// One attempt's context. Belongs to the thread that runs it.
class JobRun : public queue::JobContext {
 public:
  JobRun(RunnerState& state, HeldJob& held) : state_(state), held_(held) {}

  Result<void> withConnection(
      const std::function<Result<void>(postgres::Connection&)>& work) override;
  bool mustStop() const override;
  Clock::time_point deadline() const override { return held_.deadline(); }
  Result<std::optional<std::string>> load(std::string_view step) override;
  Result<void> save(std::string_view step, std::string_view json) override;
  void log(LogLevel level, std::string_view event,
           std::initializer_list<LogMember> members) override;

 private:
  RunnerState& state_;
  HeldJob& held_;
};

}  // namespace fairlead::workers
