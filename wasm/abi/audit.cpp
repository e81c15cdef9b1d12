#include "core/audit/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::input;
using abi::reply;

const uint8_t* fl_audit_hash(uint32_t entry) {
  return reply(audit::hashJson(input(entry)));
}
const uint8_t* fl_audit_link(uint32_t request) {
  return reply(audit::linkJson(input(request)));
}
const uint8_t* fl_audit_verify_chain(uint32_t request) {
  return reply(audit::verifyChainJson(input(request)));
}
