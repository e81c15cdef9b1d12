// Whatever is ranked comes out once, in the order that the rule's words give when they are followed
// item by item.
#include <set>
#include <vector>

#include "core/rank/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

namespace {

struct Ranked {
  std::string_view id;
  double raw = 0;  // the link score as given
  double score = 0;
  std::int64_t from = 0;
};

json::Value memberOf(json::Value object, std::string_view name) {
  return object.object().find(name).value_or(json::Value());
}

Ranked readRanked(json::Value item, json::Array candidates) {
  const auto from = memberOf(item, "from").asInteger();
  fuzz::promise(from && *from >= 0 && static_cast<std::size_t>(*from) < candidates.size(),
                "an item comes from somewhere");
  const json::Value candidate = candidates[static_cast<std::size_t>(*from)];
  const auto fk = memberOf(candidate, "fk").asNumber();
  const double place = memberOf(candidate, "rank").asNumber().value_or(0);
  const double score = memberOf(item, "score").asNumber().value_or(-1);
  fuzz::promise(score <= 1, "a score is from 0 to 1, or there is none");
  return {memberOf(candidate, "id").string(), fk ? *fk : -place, score, *from};
}

/// Score, then link score, then id; behind the window, as it came in.
bool mayFollow(const Ranked& before, const Ranked& after) {
  if (before.score < 0) return after.score < 0 && before.from < after.from;
  if (after.score < 0) return true;
  if (before.score != after.score) return before.score > after.score;
  if (before.raw != after.raw) return before.raw > after.raw;
  return before.id != after.id ? before.id < after.id : before.from < after.from;
}

void checkOrder(std::string_view text, json::Array items) {
  const auto request = json::parse(text, {.max_bytes = rank::kMaxInputBytes});
  const json::Array candidates = memberOf(request->root(), "candidates").array();
  fuzz::promise(items.size() == candidates.size(), "all are ranked");
  const bool untouched = memberOf(request->root(), "alpha").number() == 0;
  std::set<std::int64_t> seen;
  std::vector<Ranked> ranked;
  for (const json::Value item : items) {
    ranked.push_back(readRanked(item, candidates));
    const Ranked& last = ranked.back();
    fuzz::promise(seen.insert(last.from).second, "each comes once");
    if (untouched)
      fuzz::promise(last.from == std::ssize(ranked) - 1, "alpha 0 is the order that came in");
    else if (ranked.size() > 1)
      fuzz::promise(mayFollow(ranked[ranked.size() - 2], last), "the better one comes first");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  for (const auto rule : {rank::shadowJson, rank::fuseJson, rank::diversifyJson,
                          rank::interleaveJson, rank::creditJson})
    fuzz::Answer(rule(input.text()));
  const fuzz::Answer ranking(rank::rerankJson(input.text()));
  if (ranking.isError()) return 0;
  checkOrder(input.text(), ranking.member("items").array());
  return 0;
}
