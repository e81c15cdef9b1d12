// Whether a feature is on for somebody, the same in every host and every time: a subject's bucket
// depends on nothing but the flag and the subject, so a higher percentage only ever adds subjects.
//
//   bucket = first 4 bytes of SHA-256(flag || 0x00 || subject), big-endian, mod 10000
//   on     = enabled and bucket < percentage · 100
#pragma once

#include <cstdint>
#include <string_view>

#include "core/error.h"

namespace fairlead::flag {

/// Buckets are hundredths of a percent.
inline constexpr std::uint32_t kBuckets = 10'000;

/// A flag as it is set.
struct Flag {
  std::string_view name;
  bool enabled = false;
  std::uint32_t hundredths = 0;  // of a percent that have it, 0 to kBuckets
};

/// Why a flag is on or off for a subject.
enum class Standing : std::uint8_t { kFlagOff, kOutside, kInside };

/// "flag_off", "outside", "inside".
std::string_view nameOf(Standing standing);

/// From 0 to kBuckets - 1. The flag's name must hold no NUL, or two flags could share a hash.
std::uint32_t bucket(std::string_view flag, std::string_view subject);

Standing standing(const Flag& flag, std::string_view subject);

/// A percentage with at most two decimals in hundredths. Code: percentage_invalid.
Result<std::uint32_t> hundredthsOf(double percentage);

}  // namespace fairlead::flag
