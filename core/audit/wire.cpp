#include "core/audit/wire.h"

#include "core/audit/entry.h"
#include "core/audit/verify_chain.h"
#include "core/json/request.h"

namespace fairlead::audit {
namespace {

/// The member "after", which may be left out.
Head readAfter(json::ObjectReader& in) {
  const std::optional<json::Value> after = in.nullable("after");
  if (!after) return {};
  const json::Path at = in.path() / "after";
  Result<Head> head = readHead(*after, at);
  if (head) return std::move(*head);
  in.take(std::unexpected(head.error()));
  return {};
}

Result<void> answerLink(json::ObjectReader& in, json::Writer& out) {
  const Head head = readAfter(in);
  const json::Value members = in.required("entry");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const Result<Linked> linked = link(head, members);
  if (!linked)
    return fail(linked.error().code, linked.error().message, "/entry" + linked.error().path);
  out.beginObject();
  out.member("canonical", linked->canonical);
  out.name("entry");
  out.raw(linked->canonical);
  out.member("hash", linked->hash);
  out.endObject();
  return {};
}

void write(json::Writer& out, const std::optional<Break>& broken) {
  if (!broken) return out.null();
  out.beginObject();
  out.member("code", broken->code);
  out.member("message", broken->message);
  out.member("seq", broken->seq);
  out.endObject();
}

void write(json::Writer& out, const Head& head) {
  out.beginObject();
  out.member("hash", head.hash);
  out.member("seq", head.seq);
  out.name("tenant_id");
  if (head.tenantId.empty())
    out.null();
  else
    out.string(head.tenantId);
  out.endObject();
}

Result<void> answerChain(json::ObjectReader& in, json::Writer& out) {
  const Head after = readAfter(in);
  const json::Array entries = in.array("entries");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const ChainVerdict verdict = verifyChain(entries, after);
  out.beginObject();
  out.name("break");
  write(out, verdict.broken);
  out.member("checked", verdict.checked);
  out.name("head");
  write(out, verdict.head);
  out.member("intact", verdict.intact());
  out.endObject();
  return {};
}

}  // namespace

std::string hashJson(std::string_view entry) {
  const Result<json::Document> document = json::parse(entry, {.max_bytes = kMaxInputBytes});
  if (!document) return json::answer(document.error());
  const Result<std::string> digest = hash(document->root());
  if (!digest) return json::answer(digest.error());
  return json::answer([&](json::Writer& out) { out.string(*digest); });
}

std::string linkJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerLink);
}

std::string verifyChainJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, answerChain);
}

}  // namespace fairlead::audit
