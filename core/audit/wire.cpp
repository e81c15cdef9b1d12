#include "core/audit/wire.h"

#include "core/audit/entry.h"
#include "core/audit/verify_chain.h"
#include "core/json/request.h"

namespace fairlead::audit {
namespace {

/// The member "after", which may be left out.
Head readAfter(json::ObjectReader& in) {
  const json::Value* after = in.nullable("after");
  if (after == nullptr) return {};
  const json::Path at = in.path() / "after";
  Result<Head> head = readHead(*after, at);
  if (head) return std::move(*head);
  in.take(std::unexpected(head.error()));
  return {};
}

Result<json::Value> decideLink(const json::Value& input) {
  json::ObjectReader in(input);
  const Head head = readAfter(in);
  const json::Value* members = in.required("entry");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  Result<Linked> linked = link(head, *members);
  if (!linked)
    return fail(linked.error().code, linked.error().message, "/entry" + linked.error().path);
  return json::Value{{"entry", std::move(linked->entry)},
                     {"canonical", linked->canonical},
                     {"hash", linked->hash}};
}

json::Value toJson(const ChainVerdict& verdict) {
  json::Value broken;
  if (const auto& at = verdict.broken)
    broken = {{"seq", at->seq}, {"code", at->code}, {"message", at->message}};
  return {{"intact", verdict.intact()}, {"checked", verdict.checked}, {"break", std::move(broken)}};
}

Result<json::Value> decideChain(const json::Value& input) {
  json::ObjectReader in(input);
  const Head after = readAfter(in);
  const json::Array* entries = in.array("entries");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  return toJson(verifyChain(*entries, after));
}

Result<json::Value> decideHash(const json::Value& entry) {
  Result<std::string> digest = hash(entry);
  if (!digest) return std::unexpected(digest.error());
  return json::Value(*digest);
}

std::string answer(std::string_view text, Result<json::Value> (*decide)(const json::Value&)) {
  const Result<json::Value> input = json::parse(text, {.max_bytes = kMaxInputBytes});
  if (!input) return json::answer(input.error());
  return json::answer(decide(*input));
}

}  // namespace

std::string hashJson(std::string_view entry) {
  return answer(entry, decideHash);
}

std::string linkJson(std::string_view input) {
  return answer(input, decideLink);
}

std::string verifyChainJson(std::string_view input) {
  return answer(input, decideChain);
}

}  // namespace fairlead::audit
