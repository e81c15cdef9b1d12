#include "core/audit/entry.h"

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/dom/canonical.h"
#include "core/dom/reader.h"
#include "core/dom/request.h"

namespace fairlead::audit {
namespace {

bool isHash(std::string_view text) {
  const auto isLowerHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == kFirstPreviousHash.size() && std::ranges::all_of(text, isLowerHex);
}

void checkHash(dom::ObjectReader& in, std::string_view member, std::string_view text) {
  if (!isHash(text))
    in.refuse("member_value", "A hash is 64 lower-case hexadecimal digits.", member);
}

/// A member that must be there, but may be null.
void checkNullableHash(dom::ObjectReader& in, std::string_view member) {
  in.required(member);
  if (const auto text = in.nullableString(member)) checkHash(in, member, *text);
}

void checkText(dom::ObjectReader& in, std::string_view member) {
  if (in.string(member).empty()) in.refuse("member_value", "This cannot be empty.", member);
}

void checkNullableText(dom::ObjectReader& in, std::string_view member) {
  in.required(member);
  in.nullableString(member);
}

/// Whether `entry` has the members of an entry, and no others.
Result<void> checkShape(const dom::Value& entry) {
  dom::ObjectReader in(entry);
  in.integer("seq", 1);
  for (const char* member : {"tenant_id", "actor_id", "role", "action", "request_id"})
    checkText(in, member);
  checkNullableText(in, "entity_type");
  checkNullableText(in, "entity_id");
  checkNullableHash(in, "before_hash");
  checkNullableHash(in, "after_hash");
  in.object("signature");
  in.integer("at");
  checkHash(in, "previous_hash", in.string("previous_hash"));
  return in.finish();
}

Result<std::string> canonicalEntry(const dom::Value& entry) {
  const Result<void> shape = checkShape(entry);
  if (!shape) return fail("entry_malformed", shape.error().message, shape.error().path);
  Result<std::string> canonical = dom::canonicalize(entry);
  if (!canonical) return fail("entry_malformed", canonical.error().message, canonical.error().path);
  return canonical;
}

}  // namespace

Result<std::string> hash(const dom::Value& entry) {
  const Result<std::string> canonical = canonicalEntry(entry);
  if (!canonical) return std::unexpected(canonical.error());
  return crypto::sha256Hex(*canonical);
}

Result<Linked> link(const Head& head, dom::Value members) {
  dom::Object* object = members.if_object();
  if (object == nullptr) return fail("entry_malformed", "An entry must be an object.");
  for (const char* given : {"seq", "previous_hash"})
    if (object->contains(given))
      return fail("entry_malformed", "The number and the hash before are not the caller's to give.",
                  "/" + std::string(given));
  (*object)["seq"] = head.seq + 1;
  (*object)["previous_hash"] = head.hash;
  Result<std::string> canonical = canonicalEntry(members);
  if (!canonical) return std::unexpected(canonical.error());
  std::string digest = crypto::sha256Hex(*canonical);
  return Linked{std::move(members), std::move(*canonical), std::move(digest)};
}

Result<Head> readHead(const dom::Value& value, const dom::Path& at) {
  if (value.is_null()) return Head{};
  dom::ObjectReader in(value, at);
  Head head = {in.integer("seq", 0, dom::kMaxSafeInteger - 1), std::string(in.string("hash"))};
  checkHash(in, "hash", head.hash);
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  return head;
}

}  // namespace fairlead::audit
