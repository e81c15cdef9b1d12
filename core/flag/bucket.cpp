#include "core/flag/bucket.h"

#include <cmath>

#include "core/crypto/sha256.h"

namespace fairlead::flag {

std::string_view nameOf(Standing standing) {
  constexpr std::string_view kNames[] = {"flag_off", "outside", "inside"};
  return kNames[static_cast<std::size_t>(standing)];
}

std::uint32_t bucket(std::string_view flag, std::string_view subject) {
  using namespace std::string_view_literals;
  const crypto::Digest digest =
      crypto::Sha256().update(flag).update("\0"sv).update(subject).finish();
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < 4; ++i) first = first << 8 | digest[i];
  return first % kBuckets;
}

Standing standing(const Flag& flag, std::string_view subject) {
  if (!flag.enabled) return Standing::kFlagOff;
  return bucket(flag.name, subject) < flag.hundredths ? Standing::kInside : Standing::kOutside;
}

Result<std::uint32_t> hundredthsOf(double percentage) {
  // 0.07 · 100 is a little more than 7: the nearest whole number is meant.
  const double nearest = std::round(percentage * 100);
  const bool inRange = percentage >= 0 && percentage <= 100;
  if (!inRange || std::abs(percentage * 100 - nearest) > 1e-9)
    return fail("percentage_invalid", "A percentage is from 0 to 100, with at most two decimals.");
  return static_cast<std::uint32_t>(nearest);
}

}  // namespace fairlead::flag
