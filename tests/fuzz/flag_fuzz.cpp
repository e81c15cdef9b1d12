// Any text may come as any request of the flag rules; a bucket is one of ten thousand.
#include "core/flag/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  for (const auto rule : {flag::enabledJson, flag::judgeJson, flag::rampJson})
    fuzz::Answer(rule(input.text()));
  const fuzz::Answer bucket(flag::bucketJson(input.text()));
  if (bucket.isError()) return 0;
  const auto number = bucket.value().asInteger();
  fuzz::promise(number && *number >= 0 && *number < 10'000, "a bucket is from 0 to 9999");
  return 0;
}
