// Any text may come as an entry, as what an entry is made of, or as a chain.
#include "core/audit/wire.h"
#include "tests/fuzz/fuzz_dom.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  fuzz::requireAnswer(audit::linkJson(input.text()));
  fuzz::requireAnswer(audit::verifyChainJson(input.text()));
  fuzz::requireAnswer(audit::hashJson(input.text()));
  return 0;
}
