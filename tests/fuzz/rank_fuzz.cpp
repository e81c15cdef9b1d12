// Whatever is ranked comes out once, best first.
#include <set>

#include "core/rank/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  for (const auto rule : {rank::shadowJson, rank::fuseJson, rank::diversifyJson,
                          rank::interleaveJson, rank::creditJson})
    fuzz::Answer(rule(input.text()));
  const fuzz::Answer ranking(rank::rerankJson(input.text()));
  if (ranking.isError()) return 0;
  std::set<std::int64_t> seen;
  for (const json::Value item : ranking.member("items").array()) {
    const auto from = item.object().find("from")->asInteger();
    fuzz::promise(from && seen.insert(*from).second, "each comes once");
    const json::Value score = *item.object().find("score");
    if (score.isNull()) continue;
    fuzz::promise(score.number() >= 0 && score.number() <= 1, "a score is from 0 to 1");
  }
  return 0;
}
