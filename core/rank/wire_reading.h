// What several wire forms of ranking read and write alike.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "core/json/reader.h"
#include "core/json/writer.h"
#include "core/rank/blend.h"

namespace fairlead::rank {

/// The components of a member `vector`, rounded to floats; a null among them is what JavaScript
/// writes for NaN. Empty where the member is left out or null.
std::vector<float> readVector(json::ObjectReader& in);

/// A member that is an array of strings.
std::vector<std::string_view> readIds(json::ObjectReader& in, std::string_view member);

/// A count that may be left out or null: then as many as there can be.
inline std::size_t readCount(json::ObjectReader& in, std::string_view member) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::size_t>::max();
  const auto count = in.nullableInteger(member, 0);
  if (!count) return kMost;
  return static_cast<std::size_t>(std::min(static_cast<std::uint64_t>(*count), kMost));
}

/// [{"code", "id"}].
template <typename Candidates>
void writeFaults(json::Writer& out, std::span<const CandidateFault> faults,
                 const Candidates& candidates) {
  out.beginArray();
  for (const CandidateFault& fault : faults) {
    out.beginObject();
    out.member("code", nameOf(fault.fault));
    out.member("id", candidates[fault.candidate].id);
    out.endObject();
  }
  out.endArray();
}

}  // namespace fairlead::rank
