#include "core/audit/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::answer;

const uint8_t* fl_audit_hash(uint32_t entry) {
  return answer(audit::hashJson, entry);
}
const uint8_t* fl_audit_link(uint32_t request) {
  return answer(audit::linkJson, request);
}
const uint8_t* fl_audit_verify_chain(uint32_t request) {
  return answer(audit::verifyChainJson, request);
}
