// A rate that a fleet keeps together: a token bucket, in whole numbers, so that nothing is lost or
// won by rounding however often it is asked.
//
// The bucket holds `capacity` tokens and gets `tokens` in each `period`, evenly. What it holds is
// counted in parts of a token, 1 / period of one, which makes each microsecond worth `tokens`
// parts.
#pragma once

#include <cstdint>
#include <optional>

#include "core/job/time.h"

namespace fairlead::job {

/// `tokens` each `period`, at most `capacity` saved up.
struct Rate {
  std::int64_t tokens = 1;
  Micros period = kSecond;
  std::int64_t capacity = 1;
};

struct Bucket {
  std::int64_t parts = 0;  // of a token, 1 / period each
  Micros at = 0;           // when it held them
};

struct Taken {
  Bucket bucket;
  bool taken = false;
  /// Until there is enough; none where there never will be, or where it was taken.
  std::optional<Micros> wait;
};

// Largest values of a rate, which keep every product within 2^53.
inline constexpr std::int64_t kMaxRateTokens = 1'000'000;
inline constexpr Micros kMaxRatePeriod = kDay;

/// Whether all members are at least 1 and within their largest values, and the parts of a full
/// bucket, capacity · period, are at most 2^53 - 1.
bool isValid(const Rate& rate);

/// A bucket that is full.
Bucket fullBucket(const Rate& rate, Micros now);

/// How many whole tokens may be taken now. The rate must be a valid one.
std::int64_t available(const Bucket& bucket, const Rate& rate, Micros now);

/// Takes `count` tokens if they are there; a count beyond the capacity never is. A clock that
/// stepped back fills nothing and loses nothing; one that jumped ahead fills at most the bucket.
/// The rate must be a valid one.
Taken take(const Bucket& bucket, const Rate& rate, std::int64_t count, Micros now);

}  // namespace fairlead::job
