// Whatever is ranked comes out once, best first.
#include <set>

#include "core/rank/wire.h"
#include "tests/fuzz/fuzz_dom.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  fuzz::requireAnswer(rank::shadowJson(input.text()));
  const dom::Value ranking = fuzz::requireAnswer(rank::rerankJson(input.text()));
  if (ranking.is_null()) return 0;
  std::set<std::int64_t> seen;
  for (const dom::Value& item : ranking.at("items").as_array()) {
    fuzz::promise(seen.insert(item.at("from").to_number<std::int64_t>()).second, "each comes once");
    const dom::Value& score = item.at("score");
    if (score.is_null()) continue;
    const auto number = score.to_number<double>();
    fuzz::promise(number >= 0 && number <= 1, "a score is from 0 to 1");
  }
  return 0;
}
