// A store that outlives its connections.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "core/error.h"
#include "native/queue/job_store.h"

namespace fairlead::workers {

/// Opens one more store on the queue's database. Called by many threads.
using OpenStore = std::function<Result<std::unique_ptr<queue::JobStore>>()>;

/// Whether an error says that the connection is gone, and nothing more.
inline bool connectionLost(const Error& error) {
  return error.code == "database_unavailable";
}

/// A store for one thread: opened when it is first asked, and reopened when it is next asked after
/// its connection broke.
class StoreSession {
 public:
  explicit StoreSession(const OpenStore& open) : open_(open) {}

  /// What `call(JobStore&)` gives; the error of opening where there is no connection.
  template <typename Call>
  std::invoke_result_t<Call, queue::JobStore&> ask(Call call) {
    if (auto ready = makeReady(); !ready) return std::unexpected(std::move(ready.error()));
    auto answer = call(*store_);
    broken_ = !answer && connectionLost(answer.error());
    return answer;
  }

 private:
  Result<void> makeReady() {
    if (store_ && !broken_) return {};
    if (store_) {
      auto reopened = store_->reopen();
      broken_ = !reopened;
      return reopened;
    }
    auto opened = open_();
    if (!opened) return std::unexpected(std::move(opened.error()));
    store_ = std::move(*opened);
    return {};
  }

  const OpenStore& open_;
  std::unique_ptr<queue::JobStore> store_;
  bool broken_ = false;
};

/// Ever longer pauses between tries.
class Backoff {
 public:
  std::chrono::milliseconds next() { return std::exchange(pause_, std::min(pause_ * 2, kLongest)); }
  void reset() { pause_ = kFirst; }

 private:
  static constexpr std::chrono::milliseconds kFirst{100};
  static constexpr std::chrono::milliseconds kLongest{3'000};
  std::chrono::milliseconds pause_ = kFirst;
};

}  // namespace fairlead::workers
