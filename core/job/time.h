// Times and waits of the job rules: whole microseconds, which no sum can take out of range.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

namespace fairlead::job {

/// A wait, or a moment since the epoch, in microseconds.
using Micros = std::int64_t;

inline constexpr Micros kSecond = 1'000'000;
inline constexpr Micros kMinute = 60 * kSecond;
inline constexpr Micros kHour = 60 * kMinute;
inline constexpr Micros kDay = 24 * kHour;

/// The latest moment there is: the largest integer that JSON carries exactly, in the year 2255.
inline constexpr Micros kEndOfTime = 9'007'199'254'740'991;

/// `now` and `wait` later, both between 0 and kEndOfTime, which the sum does not pass either.
constexpr Micros later(Micros now, Micros wait) {
  return now + std::min(wait, kEndOfTime - now);
}

/// base · 2^times, at most `most`.
constexpr Micros doubled(Micros base, std::int64_t times, Micros most) {
  Micros wait = std::min(base, most);
  for (std::int64_t i = 0; i < times && wait < most; ++i) wait = std::min(wait * 2, most);
  return wait;
}

/// "2 minutes", "1 second", "90 seconds": in the largest unit that says it exactly.
std::string inWords(Micros wait);

}  // namespace fairlead::job
