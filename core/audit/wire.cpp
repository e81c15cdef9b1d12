#include "core/audit/wire.h"

#include "core/audit/entry.h"
#include "core/audit/verify_chain.h"
#include "core/dom/request.h"

namespace fairlead::audit {
namespace {

/// The member "after", which may be left out.
Head readAfter(dom::ObjectReader& in) {
  const dom::Value* after = in.nullable("after");
  if (after == nullptr) return {};
  const dom::Path at = in.path() / "after";
  Result<Head> head = readHead(*after, at);
  if (head) return std::move(*head);
  in.take(std::unexpected(head.error()));
  return {};
}

Result<dom::Value> decideLink(const dom::Value& input) {
  dom::ObjectReader in(input);
  const Head head = readAfter(in);
  const dom::Value* members = in.required("entry");
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  Result<Linked> linked = link(head, *members);
  if (!linked)
    return fail(linked.error().code, linked.error().message, "/entry" + linked.error().path);
  return dom::Value{{"entry", std::move(linked->entry)},
                     {"canonical", linked->canonical},
                     {"hash", linked->hash}};
}

dom::Value toJson(const ChainVerdict& verdict) {
  dom::Value broken;
  if (const auto& at = verdict.broken)
    broken = {{"seq", at->seq}, {"code", at->code}, {"message", at->message}};
  return {{"intact", verdict.intact()}, {"checked", verdict.checked}, {"break", std::move(broken)}};
}

Result<dom::Value> decideChain(const dom::Value& input) {
  dom::ObjectReader in(input);
  const Head after = readAfter(in);
  const dom::Array* entries = in.array("entries");
  if (Result<void> done = in.finish(); !done) return dom::invalidRequest(done.error());
  return toJson(verifyChain(*entries, after));
}

Result<dom::Value> decideHash(const dom::Value& entry) {
  Result<std::string> digest = hash(entry);
  if (!digest) return std::unexpected(digest.error());
  return dom::Value(*digest);
}

std::string answer(std::string_view text, Result<dom::Value> (*decide)(const dom::Value&)) {
  const Result<dom::Value> input = dom::parse(text, {.max_bytes = kMaxInputBytes});
  if (!input) return dom::answer(input.error());
  return dom::answer(decide(*input));
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
