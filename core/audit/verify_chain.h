// Whether a range of a tenant's audit log is whole and unchanged.
//
// A long log is checked page by page, in bounded memory: each page is verified after the head that
// the page before it ended with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/audit/entry.h"
#include "core/json/value.h"

namespace fairlead::audit {

/// The first entry that does not hold.
struct Break {
  std::int64_t seq = 0;   // the number that entry should have
  std::string_view code;  // entry_malformed, sequence_gap, hash_mismatch: judged in this order
  std::string message;
};

struct ChainVerdict {
  std::size_t checked = 0;  // entries that hold, up to the break
  Head head;                // the last of them: what the next page comes after
  std::optional<Break> broken;

  bool intact() const { return !broken; }
};

/// Checks a line entry by entry, and stops at the first break.
class ChainVerifier {
 public:
  /// The first entry should follow `after`.
  explicit ChainVerifier(Head after = {}) { verdict_.head = std::move(after); }

  /// Whether the line still holds with this entry; after a break, false for every further one. All
  /// entries must be of one tenant, which is the head's where it names one.
  bool push(json::Value entry);

  const ChainVerdict& verdict() const { return verdict_; }

 private:
  Result<void> follow(json::Value entry);

  ChainVerdict verdict_;
};

/// Checks entries in the order given, the first of which should follow `after`. (The last entry's
/// own content is vouched for by the hash in the next, or in the head that the store keeps:
/// compare `head` with that.)
ChainVerdict verifyChain(json::Array entries, const Head& after = {});

}  // namespace fairlead::audit
