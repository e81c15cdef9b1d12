// Any text may come as any request of the job rules.
#include "core/job/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  for (const auto rule : {job::decideJson, job::classifyJson, job::admitJson, job::settleJson,
                          job::takeJson, job::shareJson, job::scheduleJson})
    fuzz::Answer(rule(input.text()));
  return 0;
}
