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
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json/pointer.h"
#include "core/json/value.h"

namespace fairlead::audit {

/// What the first entry of a tenant names as its previous hash.
inline constexpr std::string_view kFirstPreviousHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// Where a line stands: its last entry's number and hash, and whose line it is, where that is
/// known. A line without entries is at the origin.
struct Head {
  std::int64_t seq = 0;
  std::string hash{kFirstPreviousHash};
  std::string tenantId = {};
};

/// An entry as it was read: a view, good while its document lives.
struct Entry {
  std::int64_t seq = 0;
  std::string_view tenantId, actorId, role, action, requestId;
  std::optional<std::string_view> entityType, entityId, beforeHash, afterHash;
  json::Value signature;
  std::int64_t at = 0;
  std::string_view previousHash;
};

/// Reads an entry, all of it and no more. Code: entry_malformed, with the path of the member.
Result<Entry> readEntry(json::Value value);

/// The text that is hashed. Code: entry_malformed, for a number in the signature that has no
/// canonical form.
Result<std::string> canonicalOf(const Entry& entry);

/// The hash of an entry, in lower-case hexadecimal. Code: entry_malformed.
Result<std::string> hash(json::Value entry);

/// An entry as it is written down.
struct Linked {
  std::string canonical;  // the entry, and the text that was hashed
  std::string hash;
};

/// The next entry after `head`: `members` (an entry without seq and previous_hash) with both added.
/// Code: entry_malformed, with the path of the member.
Result<Linked> link(const Head& head, json::Value members);

/// Reads {"seq", "hash", "tenant_id"?}; null is the origin. Code: request_invalid, with the path.
Result<Head> readHead(json::Value value, const json::Path& at);

}  // namespace fairlead::audit
