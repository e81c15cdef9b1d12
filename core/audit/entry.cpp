#include "core/audit/entry.h"

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/json/reader.h"
#include "core/json/request.h"
#include "core/json/writer.h"

namespace fairlead::audit {
namespace {

bool isHash(std::string_view text) {
  const auto isLowerHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == kFirstPreviousHash.size() && std::ranges::all_of(text, isLowerHex);
}

std::string_view checkedHash(json::ObjectReader& in, std::string_view member,
                             std::string_view text) {
  if (!isHash(text))
    in.refuse("member_value", "A hash is 64 lower-case hexadecimal digits.", member);
  return text;
}

std::string_view readText(json::ObjectReader& in, std::string_view member) {
  const std::string_view text = in.string(member);
  if (text.empty()) in.refuse("member_value", "This cannot be empty.", member);
  return text;
}

/// A member that must be there, but may be null.
std::optional<std::string_view> readNullable(json::ObjectReader& in, std::string_view member) {
  in.required(member);
  return in.nullableString(member);
}

std::optional<std::string_view> readNullableHash(json::ObjectReader& in, std::string_view member) {
  const auto text = readNullable(in, member);
  if (text) checkedHash(in, member, *text);
  return text;
}

json::Value readSignature(json::ObjectReader& in) {
  in.object("signature");
  return in.required("signature");
}

/// What an entry has before it is linked.
Entry readMembers(json::ObjectReader& in) {
  return {.tenantId = readText(in, "tenant_id"),
          .actorId = readText(in, "actor_id"),
          .role = readText(in, "role"),
          .action = readText(in, "action"),
          .requestId = readText(in, "request_id"),
          .entityType = readNullable(in, "entity_type"),
          .entityId = readNullable(in, "entity_id"),
          .beforeHash = readNullableHash(in, "before_hash"),
          .afterHash = readNullableHash(in, "after_hash"),
          .signature = readSignature(in),
          .at = in.integer("at"),
          .previousHash = {}};
}

std::unexpected<Error> malformed(const Error& fault) {
  return fail("entry_malformed", fault.message, fault.path);
}

}  // namespace

Result<Entry> readEntry(json::Value value) {
  json::ObjectReader in(value);
  const std::int64_t seq = in.integer("seq", 1);
  Entry entry = readMembers(in);
  entry.seq = seq;
  entry.previousHash = checkedHash(in, "previous_hash", in.string("previous_hash"));
  if (const Result<void> done = in.finish(); !done) return malformed(done.error());
  return entry;
}

Result<std::string> canonicalOf(const Entry& entry) {
  json::Writer out(640);
  out.beginObject();
  out.member("action", entry.action);
  out.member("actor_id", entry.actorId);
  out.member("after_hash", entry.afterHash);
  out.member("at", entry.at);
  out.member("before_hash", entry.beforeHash);
  out.member("entity_id", entry.entityId);
  out.member("entity_type", entry.entityType);
  out.member("previous_hash", entry.previousHash);
  out.member("request_id", entry.requestId);
  out.member("role", entry.role);
  out.member("seq", entry.seq);
  out.member("signature", entry.signature);
  out.member("tenant_id", entry.tenantId);
  out.endObject();
  Result<std::string> canonical = std::move(out).finish();
  if (!canonical) return malformed(canonical.error());
  return canonical;
}

Result<std::string> hash(json::Value entry) {
  const Result<Entry> read = readEntry(entry);
  if (!read) return std::unexpected(read.error());
  const Result<std::string> canonical = canonicalOf(*read);
  if (!canonical) return canonical;
  return crypto::sha256Hex(*canonical);
}

Result<Linked> link(const Head& head, json::Value members) {
  json::ObjectReader in(members);
  for (const char* given : {"seq", "previous_hash"})
    if (in.optional(given))
      in.refuse("entry_malformed", "The number and the hash before are not the caller's to give.",
                given);
  Entry entry = readMembers(in);
  if (const Result<void> done = in.finish(); !done) return malformed(done.error());
  if (!head.tenantId.empty() && head.tenantId != entry.tenantId)
    return fail("entry_malformed", "It belongs to another tenant than the entry before it.",
                "/tenant_id");
  entry.seq = head.seq + 1;
  entry.previousHash = head.hash;
  Result<std::string> canonical = canonicalOf(entry);
  if (!canonical) return std::unexpected(canonical.error());
  std::string digest = crypto::sha256Hex(*canonical);
  return Linked{std::move(*canonical), std::move(digest)};
}

Result<Head> readHead(json::Value value, const json::Path& at) {
  if (value.isNull()) return Head{};
  json::ObjectReader in(value, at);
  Head head = {in.integer("seq", 0, json::kMaxSafeInteger - 1),
               std::string(checkedHash(in, "hash", in.string("hash"))),
               std::string(in.nullableString("tenant_id").value_or(""))};
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  return head;
}

}  // namespace fairlead::audit
