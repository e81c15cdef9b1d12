#include "core/json/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::answer;

const uint8_t* fl_json_canonicalize(uint32_t text) {
  return answer(json::canonicalizeJson, text);
}
