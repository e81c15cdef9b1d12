#include "core/json/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::input;
using abi::reply;

const uint8_t* fl_json_canonicalize(uint32_t text) {
  return reply(json::canonicalizeJson(input(text)));
}
