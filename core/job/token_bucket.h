// A rate that a fleet keeps together: a token bucket, in whole numbers, so that nothing is lost or
// won by rounding however often it is asked.
//
// The bucket holds `capacity` tokens and gets `tokens` in each `period`, evenly. What it holds is
// counted in parts of a token, 1 / period of one, which makes each microsecond worth `tokens`
// parts.
#pragma once

#include <cstdint>

#include "core/error.h"
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
  /// Until there is enough; 0 when it was taken.
  Micros wait = 0;
};

/// Largest values of a rate, which keep every product within 64 bits.
inline constexpr std::int64_t kMaxRateTokens = 1'000'000;
inline constexpr Micros kMaxRatePeriod = kDay;

/// Whether the rate's members are at least 1, and at most kMaxRateTokens and kMaxRatePeriod, and a
/// full bucket's parts at most 2^53 - 1. Code: rate_invalid.
Result<void> check(const Rate& rate);

/// A bucket that is full.
Bucket fullBucket(const Rate& rate, Micros now);

/// Takes `count` tokens if they are there. A clock that stepped back fills nothing and loses
/// nothing; one that jumped ahead fills at most the bucket. The rate must be one that check()
/// passes. Code: tokens_beyond_capacity, for a count that could never be there.
Result<Taken> take(const Bucket& bucket, const Rate& rate, std::int64_t count, Micros now);

}  // namespace fairlead::job
