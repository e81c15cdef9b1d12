// The waiting line of one job type, as a store knows it, and claims from it.
//
// To ask the database who waits takes a look at the line from its start. That is cheap, unless a
// transaction is held open for long: then the rows of jobs that were taken cannot be cleared away,
// and every look passes by all of them. So a store keeps the place where each tenant's first due
// job stood and moves it on with its claims; and it looks again after a twentieth of a second, or
// where a look takes long, when nine times have passed what the last one took. What queued up
// before a place meanwhile (more urgent, given back, or another tenant's) is found by that look. A
// claim that found nothing always looks.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/job/share.h"
#include "native/postgres/connection.h"
#include "native/postgres/pipeline.h"
#include "native/queue/job.h"

namespace fairlead::queue {

/// A place in a tenant's line.
struct Place {
  int priority = -32768;
  job::Micros runAfter = 0;
  std::int64_t id = 0;
};

/// A tenant with due jobs of the type.
struct Waiting {
  std::string tenant;
  job::Claimant claimant;  ///< `waiting` is not counted: as many as are asked for
  bool limited = false;
  Place place;
};

class Line {
 public:
  explicit Line(std::string type) : type_(std::move(type)) {}

  const std::string& type() const { return type_; }
  std::vector<Waiting>& waiting() { return waiting_; }
  /// Whether one tenant alone has due jobs, and may have as many of them as it likes.
  bool isPlain() const { return waiting_.size() == 1 && !waiting_.front().limited; }

  /// Looks who waits, if that is due.
  Result<void> look(postgres::Connection& connection);
  Result<void> lookNow(postgres::Connection& connection);

  /// Adds a claim of `slots[i]` jobs of the i-th who waits; `slots` may be shorter.
  void addClaim(postgres::Pipeline& pipeline, std::span<const int> slots, std::string_view worker);
  /// Reads what it gave, and moves the places on.
  std::vector<ClaimedJob> claimed(const postgres::Rows& rows);

 private:
  using Clock = std::chrono::steady_clock;

  std::string type_;
  std::vector<Waiting> waiting_;
  Clock::time_point lookAgain_;
};

}  // namespace fairlead::queue
