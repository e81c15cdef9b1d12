#include "core/audit/verify_chain.h"

#include <utility>

#include "core/crypto/sha256.h"

namespace fairlead::audit {
namespace {

/// How `entry` does not come after `head`, if it does not.
Result<void> checkPlace(const Head& head, const Entry& entry) {
  if (!head.tenantId.empty() && head.tenantId != entry.tenantId)
    return fail("entry_malformed", "It belongs to another tenant than the entries before it.",
                "/tenant_id");
  if (entry.seq != head.seq + 1)
    return fail("sequence_gap", "Entry " + std::to_string(head.seq + 1) + " should follow, but " +
                                    std::to_string(entry.seq) + " does.");
  if (entry.previousHash != head.hash)
    return fail("hash_mismatch", "Its previous_hash is not the hash of the entry before it.");
  return {};
}

}  // namespace

bool ChainVerifier::push(json::Value entry) {
  if (!verdict_.intact()) return false;
  const Result<void> done = follow(entry);
  if (done) return true;
  const Error& error = done.error();
  const std::string where = error.path.empty() ? "" : " (" + error.path + ")";
  verdict_.broken = {verdict_.head.seq + 1, error.code, error.message + where};
  return false;
}

Result<void> ChainVerifier::follow(json::Value value) {
  const Result<Entry> entry = readEntry(value);
  if (!entry) return std::unexpected(entry.error());
  if (Result<void> placed = checkPlace(verdict_.head, *entry); !placed) return placed;
  const Result<std::string> canonical = canonicalOf(*entry);
  if (!canonical) return std::unexpected(canonical.error());
  verdict_.head = {entry->seq, crypto::sha256Hex(*canonical), std::string(entry->tenantId)};
  ++verdict_.checked;
  return {};
}

ChainVerdict verifyChain(json::Array entries, const Head& after) {
  ChainVerifier verifier(after);
  for (const json::Value entry : entries)
    if (!verifier.push(entry)) break;
  return verifier.verdict();
}

}  // namespace fairlead::audit
