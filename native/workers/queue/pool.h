// Things that are dear to open, lent to one thread at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "core/error.h"

namespace fairlead::workers {

/// At most `most` are open at once, each opened when it is needed. Whoever comes when all are lent
/// waits for one to come back.
template <typename T>
class Pool {
 public:
  using Open = std::function<Result<T>()>;
  /// Whether one may be lent again. Asked when it comes back, and when it is lent after a while.
  using Keep = std::function<bool(const T&)>;

  Pool(std::size_t most, Open open, Keep keep)
      : most_(most), open_(std::move(open)), keep_(std::move(keep)) {}

  /// What is lent; comes back with the destructor.
  class Loan {
   public:
    Loan(Pool& pool, T thing) : pool_(&pool), thing_(std::move(thing)) {}
    Loan(Loan&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), thing_(std::move(other.thing_)) {}
    Loan& operator=(Loan&&) = delete;
    ~Loan() {
      if (pool_) pool_->giveBack(std::move(thing_));
    }
    T& operator*() { return thing_; }
    T* operator->() { return &thing_; }

   private:
    Pool* pool_;
    T thing_;
  };

  /// Errors: those of opening, and database_unavailable where all stayed lent for `patience`.
  Result<Loan> take(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return !idle_.empty() || lent_ < most_; };
    if (!returned_.wait_for(lock, patience, ready)) {
      return fail("database_unavailable", "All of the worker's connections are in use.");
    }
    ++lent_;
    while (!idle_.empty()) {
      T thing = std::move(idle_.back());
      idle_.pop_back();
      if (keep_(thing)) return Loan(*this, std::move(thing));
    }
    lock.unlock();
    auto opened = open_();
    if (opened) return Loan(*this, std::move(*opened));
    lock.lock();
    --lent_;
    returned_.notify_one();
    return std::unexpected(std::move(opened.error()));
  }

 private:
  void giveBack(T thing) {
    std::optional<T> closed;  // outside of the lock
    const std::lock_guard lock(mutex_);
    --lent_;
    if (keep_(thing)) {
      idle_.push_back(std::move(thing));
    } else {
      closed.emplace(std::move(thing));
    }
    returned_.notify_one();
  }

  const std::size_t most_;
  const Open open_;
  const Keep keep_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<T> idle_;
  std::size_t lent_ = 0;
};

}  // namespace fairlead::workers
