#include "core/flag/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {

void addFlag(Operations& operations) {
  operations["flag.bucket"] = ofText(flag::bucketJson);
  operations["flag.enabled"] = ofText(flag::enabledJson);
  operations["flag.judge"] = ofText(flag::judgeJson);
  operations["flag.ramp"] = ofText(flag::rampJson);
}

}  // namespace fairlead::vectors
