#include "core/job/token_bucket.h"

#include <algorithm>

namespace fairlead::job {
namespace {

std::int64_t partsOfCapacity(const Rate& rate) {
  return rate.capacity * rate.period;
}

/// What the bucket holds now. Both products stay within a full bucket's parts.
std::int64_t filled(const Bucket& bucket, const Rate& rate, Micros now) {
  const std::int64_t full = partsOfCapacity(rate);
  const std::int64_t parts = std::clamp<std::int64_t>(bucket.parts, 0, full);
  const Micros elapsed = std::max<Micros>(0, now - bucket.at);
  const std::int64_t missing = full - parts;
  return elapsed > missing / rate.tokens ? full : parts + elapsed * rate.tokens;
}

bool within(std::int64_t value, std::int64_t most) {
  return value >= 1 && value <= most;
}

}  // namespace

bool isValid(const Rate& rate) {
  return within(rate.tokens, kMaxRateTokens) && within(rate.capacity, kMaxRateTokens) &&
         within(rate.period, kMaxRatePeriod) && partsOfCapacity(rate) <= kEndOfTime;
}

Bucket fullBucket(const Rate& rate, Micros now) {
  return {partsOfCapacity(rate), now};
}

std::int64_t available(const Bucket& bucket, const Rate& rate, Micros now) {
  return filled(bucket, rate, now) / rate.period;
}

Taken take(const Bucket& bucket, const Rate& rate, std::int64_t count, Micros now) {
  const std::int64_t parts = filled(bucket, rate, now);
  if (count > rate.capacity) return {{parts, now}, false, {}};
  const std::int64_t wanted = std::max<std::int64_t>(0, count) * rate.period;
  if (parts >= wanted) return {{parts - wanted, now}, true, {}};
  return {{parts, now}, false, (wanted - parts + rate.tokens - 1) / rate.tokens};
}

}  // namespace fairlead::job
