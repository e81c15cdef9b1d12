#include "core/audit/verify_chain.h"

#include <utility>

#include "core/dom/reader.h"

namespace fairlead::audit {
namespace {

std::string_view text(const dom::Value& entry, std::string_view member) {
  return entry.at(member).get_string();
}

std::unexpected<Error> otherTenant() {
  return fail("entry_malformed", "It belongs to another tenant than the entries before it.",
              "/tenant_id");
}

/// The hash of an entry that follows `head`, or how it does not.
Result<std::string> follow(const Head& head, const dom::Value& entry) {
  Result<std::string> digest = hash(entry);
  if (!digest) return digest;
  const std::int64_t seq = *dom::asInteger(entry.at("seq"));
  if (seq != head.seq + 1)
    return fail("sequence_gap", "Entry " + std::to_string(head.seq + 1) + " should follow, but " +
                                    std::to_string(seq) + " does.");
  if (text(entry, "previous_hash") != head.hash)
    return fail("hash_mismatch", "Its previous_hash is not the hash of the entry before it.");
  return digest;
}

}  // namespace

ChainVerdict verifyChain(const dom::Array& entries, const Head& after) {
  ChainVerdict verdict;
  verdict.head = after;
  for (const dom::Value& entry : entries) {
    Result<std::string> digest = follow(verdict.head, entry);
    if (digest && text(entry, "tenant_id") != text(entries.front(), "tenant_id"))
      digest = otherTenant();
    if (!digest) {
      const Error& error = digest.error();
      const std::string where = error.path.empty() ? "" : " (" + error.path + ")";
      verdict.broken = {verdict.head.seq + 1, error.code, error.message + where};
      return verdict;
    }
    verdict.head = {verdict.head.seq + 1, std::move(*digest)};
    ++verdict.checked;
  }
  return verdict;
}

}  // namespace fairlead::audit
