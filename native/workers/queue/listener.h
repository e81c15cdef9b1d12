// Hearing of new jobs: LISTEN on the channel ai_jobs, whose messages are job types.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

#include "native/postgres/connection.h"
#include "native/workers/queue/runner_state.h"

namespace fairlead::workers {

/// LISTEN is trusted only while it works: another connection sends this one a message, at the start
/// and every minute. Behind a proxy that pools transactions it never comes; a firewall may forget
/// an idle connection. Then the worker polls, says so, and goes on trying, each time with a new
/// connection. One thread.
class Listener {
 public:
  /// `wake` is called with the type of each message, and with "" whenever some may have been
  /// missed.
  Listener(RunnerState& state, std::function<void(std::string_view)> wake);

  void run(const std::stop_token& stop);

 private:
  Result<void> open();
  Result<void> hear();
  Result<bool> test();
  void dispatch(const postgres::Notification& notification);
  void setListening(bool does, const Error& why);

  RunnerState& state_;
  const std::function<void(std::string_view)> wake_;
  std::optional<postgres::Connection> connection_;
  Clock::time_point testAt_;
  bool silent_ = false;  // the connection did not bring its last test
  std::optional<bool> listening_;
  std::string lastTest_;
  int tests_ = 0;
};

}  // namespace fairlead::workers
