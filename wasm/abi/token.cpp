#include "core/token/wire.h"
#include "wasm/abi/fairlead.h"
#include "wasm/abi/objects.h"

using namespace fairlead;
using abi::ask;
using abi::input;
using token::Ed25519By;

const uint8_t* fl_token_compile(uint32_t setup) {
  return abi::keep(token::compileVerifier(input(setup)));
}
uint32_t fl_token_most_bytes() {
  return token::kMaxTokenBytes;
}
const uint8_t* fl_token_verify(uint32_t verifier, uint32_t token, double now) {
  return ask(verifier, token::verifyToken, input(token), now, Ed25519By::kCore);
}
const uint8_t* fl_token_begin(uint32_t verifier, uint32_t token, double now) {
  return ask(verifier, token::verifyToken, input(token), now, Ed25519By::kHost);
}
const uint8_t* fl_token_finish(uint32_t verifier, uint32_t token, double now, int signature_valid) {
  return ask(verifier, token::finishToken, input(token), now, signature_valid != 0);
}
uint32_t fl_token_recall(uint32_t verifier, uint32_t token, double now) {
  auto* found = abi::objects().find<token::Verifier>(verifier);
  return found != nullptr && found->recall(input(token), now) ? 1 : 0;
}
const uint8_t* fl_token_verify_compact(uint32_t verifier, uint32_t token) {
  return ask(verifier, token::verifyCompact, input(token), Ed25519By::kCore);
}
const uint8_t* fl_token_begin_compact(uint32_t verifier, uint32_t token) {
  return ask(verifier, token::verifyCompact, input(token), Ed25519By::kHost);
}
const uint8_t* fl_token_finish_compact(uint32_t verifier, uint32_t token, int signature_valid) {
  return ask(verifier, token::finishCompact, input(token), signature_valid != 0);
}
