#include "core/flag/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::answer;

const uint8_t* fl_flag_bucket(uint32_t request) {
  return answer(flag::bucketJson, request);
}
const uint8_t* fl_flag_enabled(uint32_t request) {
  return answer(flag::enabledJson, request);
}
const uint8_t* fl_flag_judge(uint32_t request) {
  return answer(flag::judgeJson, request);
}
const uint8_t* fl_flag_ramp(uint32_t request) {
  return answer(flag::rampJson, request);
}
