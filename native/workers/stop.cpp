#include "native/workers/stop.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <thread>
#include <unistd.h>

namespace fairlead::workers {
namespace {

// A signal handler can reach nothing but a global.
std::atomic<bool> stopping{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void onSignal(int) {
  constexpr int kStoppedAtOnce = 130;
  if (stopping.exchange(true)) _exit(kStoppedAtOnce);
}

}  // namespace

void stopOnSignals() {
  struct sigaction action = {};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESTART;  // a call to the model or the database goes on
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

bool stopRequested() {
  return stopping;
}

bool pauseFor(std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds kSlice{50};
  const auto end = std::chrono::steady_clock::now() + time;
  while (!stopping) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return true;
    std::this_thread::sleep_for(std::min(left, kSlice));
  }
  return false;
}

}  // namespace fairlead::workers
