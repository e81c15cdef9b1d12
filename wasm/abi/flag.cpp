#include "core/flag/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::input;
using abi::reply;

const uint8_t* fl_flag_bucket(uint32_t request) {
  return reply(flag::bucketJson(input(request)));
}
const uint8_t* fl_flag_enabled(uint32_t request) {
  return reply(flag::enabledJson(input(request)));
}
const uint8_t* fl_flag_judge(uint32_t request) {
  return reply(flag::judgeJson(input(request)));
}
const uint8_t* fl_flag_ramp(uint32_t request) {
  return reply(flag::rampJson(input(request)));
}
