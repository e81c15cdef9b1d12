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

Result<void> check(const Rate& rate) {
  if (!within(rate.tokens, kMaxRateTokens) || !within(rate.capacity, kMaxRateTokens))
    return fail("rate_invalid", "Tokens and capacity are from 1 to 1000000.");
  if (!within(rate.period, kMaxRatePeriod))
    return fail("rate_invalid", "The period is from 1 microsecond to a day.");
  if (partsOfCapacity(rate) > kEndOfTime)
    return fail("rate_invalid", "Capacity times period is beyond 2^53: choose a shorter period.");
  return {};
}

Bucket fullBucket(const Rate& rate, Micros now) {
  return {partsOfCapacity(rate), now};
}

Result<Taken> take(const Bucket& bucket, const Rate& rate, std::int64_t count, Micros now) {
  if (count > rate.capacity)
    return fail("tokens_beyond_capacity", "The bucket never holds as many tokens as are wanted.");
  const std::int64_t wanted = std::max<std::int64_t>(0, count) * rate.period;
  const std::int64_t parts = filled(bucket, rate, now);
  if (parts >= wanted) return Taken{{parts - wanted, now}, true, 0};
  return Taken{{parts, now}, false, (wanted - parts + rate.tokens - 1) / rate.tokens};
}

}  // namespace fairlead::job
