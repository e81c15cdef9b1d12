#include "core/token/wire.h"
#include "wasm/abi/fairlead.h"
#include "wasm/abi/objects.h"

using namespace fairlead;
using abi::ask;
using abi::input;

const uint8_t* fl_token_compile(uint32_t setup) {
  return abi::keep(token::compileVerifier(input(setup)));
}
const uint8_t* fl_token_verify(uint32_t verifier, uint32_t token, double now) {
  return ask(verifier, token::verifyToken, input(token), now);
}
const uint8_t* fl_token_finish(uint32_t verifier, uint32_t token, double now, int signature_valid) {
  return ask(verifier, token::finishToken, input(token), now, signature_valid != 0);
}
