// Any text may come as a question about a flag. A bucket is one of ten thousand; where a rollout
// went can be asked about again.
#include <string>

#include "core/flag/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const fuzz::Answer bucket(flag::bucketJson(input.text()));
  const auto number =
      bucket.isError() ? std::optional<std::int64_t>(0) : bucket.value().asInteger();
  fuzz::promise(number && *number >= 0 && *number < 10'000, "a bucket is from 0 to 9999");
  fuzz::Answer(flag::enabledJson(input.text()));
  fuzz::Answer(flag::judgeJson(input.text()));
  const fuzz::Answer ramp(flag::rampJson(input.text()));
  if (ramp.isError()) return 0;
  const std::string next = R"({"event":"roll_back","now":0,"since":0,"stage":")" +
                           std::string(ramp.member("stage").string()) + "\"}";
  const fuzz::Answer back(flag::rampJson(next));
  const bool nothingOn = *ramp.member("percentage").asInteger() == 0;
  fuzz::promise(back.isError() == nothingOn, "whatever is on can be rolled back");
  return 0;
}
