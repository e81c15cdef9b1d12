// The audit log: what one entry is, and how entries hang together.
//
// Every change leaves one entry in its tenant's line:
//
//   { "seq": 1, 2, 3 …            without gaps, for each tenant
//     "tenant_id", "actor_id", "role", "action", "request_id",
//     "entity_type": … | null, "entity_id": … | null,
//     "before_hash": … | null, "after_hash": … | null,    SHA-256, lower-case hexadecimal
//     "signature": {…},                                   {} when none was needed
//     "at": microseconds since the epoch,
//     "previous_hash": SHA-256 of the previous entry, 64 zeros for the first }
//
// The hash of an entry is the SHA-256 of its canonical JSON (RFC 8785), previous_hash included, so
// that nobody can change, remove or insert an entry without changing every hash after it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/dom/json.h"
#include "core/dom/pointer.h"

namespace fairlead::audit {

/// What the first entry of a tenant names as its previous hash.
inline constexpr std::string_view kFirstPreviousHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// Where a line stands: its last entry's number and hash. A line without entries is at the origin.
struct Head {
  std::int64_t seq = 0;
  std::string hash{kFirstPreviousHash};
};

/// An entry as it is written down.
struct Linked {
  dom::Value entry;
  std::string canonical;  // the text that was hashed
  std::string hash;
};

/// The hash of an entry, in lower-case hexadecimal.
/// Code: entry_malformed, with the path of the member.
Result<std::string> hash(const dom::Value& entry);

/// The next entry after `head`: `members` (an entry without seq and previous_hash) with both added.
/// Codes: entry_malformed, with the path of the member.
Result<Linked> link(const Head& head, dom::Value members);

/// Reads {"seq", "hash"}; null is the origin. Code: request_invalid, with the path.
Result<Head> readHead(const dom::Value& value, const dom::Path& at);

}  // namespace fairlead::audit
