// Any text may come as an entry, as what an entry is made of, or as a chain. What was linked has
// the hash that was told, and follows where it was linked.
#include "core/audit/entry.h"
#include "core/audit/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  fuzz::Answer(audit::verifyChainJson(input.text()));
  fuzz::Answer(audit::hashJson(input.text()));
  const fuzz::Answer linked(audit::linkJson(input.text()));
  if (linked.isError()) return 0;
  const fuzz::Answer hash(audit::hashJson(linked.member("canonical").string()));
  fuzz::promise(!hash.isError() && hash.value().string() == linked.member("hash").string(),
                "a linked entry has the hash that was told");
  return 0;
}
