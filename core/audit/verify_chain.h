// Whether a range of a tenant's audit log is whole and unchanged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/audit/entry.h"
#include "core/dom/json.h"

namespace fairlead::audit {

/// The first entry that does not hold.
struct Break {
  std::int64_t seq = 0;   // the number that entry should have
  std::string_view code;  // entry_malformed, sequence_gap, hash_mismatch: judged in this order
  std::string message;
};

struct ChainVerdict {
  std::size_t checked = 0;  // entries that hold, up to the break
  Head head;                // the last of them
  std::optional<Break> broken;

  bool intact() const { return !broken; }
};

/// Checks entries in the order given, the first of which should follow `after`. All must be of one
/// tenant. (The last entry's own content is vouched for by the hash in the next, or in the head
/// that the store keeps: compare `head` with that.)
ChainVerdict verifyChain(const dom::Array& entries, const Head& after = {});

}  // namespace fairlead::audit
