// token.wasm: the token rules for browsers and other JavaScript hosts.
#include "core/token/wire.h"
#include "wasm/embind/binding.h"

using namespace fairlead;
using CompiledVerifier = embind::Compiled<token::Verifier>;
using token::Ed25519By;

namespace {

/// JavaScript owns it: Embind would copy a value, and a verifier has one memory.
CompiledVerifier* compile(const std::string& setup) {
  return new CompiledVerifier(token::compileVerifier(setup));
}

unsigned mostBytes() {
  return token::kMaxTokenBytes;
}

std::string verify(CompiledVerifier& verifier, const std::string& text, double now) {
  return token::verifyToken(verifier.object(), text, now);
}

std::string begin(CompiledVerifier& verifier, const std::string& text, double now) {
  return token::verifyToken(verifier.object(), text, now, Ed25519By::kHost);
}

std::string finish(CompiledVerifier& verifier, const std::string& text, double now,
                   bool signature_valid) {
  return token::finishToken(verifier.object(), text, now, signature_valid);
}

bool recall(CompiledVerifier& verifier, const std::string& text, double now) {
  return verifier.object().recall(text, now);
}

std::string verifyCompact(CompiledVerifier& verifier, const std::string& text) {
  return token::verifyCompact(verifier.object(), text);
}

std::string beginCompact(CompiledVerifier& verifier, const std::string& text) {
  return token::verifyCompact(verifier.object(), text, Ed25519By::kHost);
}

std::string finishCompact(CompiledVerifier& verifier, const std::string& text,
                          bool signature_valid) {
  return token::finishCompact(verifier.object(), text, signature_valid);
}

}  // namespace

EMSCRIPTEN_BINDINGS(token) {
  using emscripten::function;

  embind::declareCompiled<token::Verifier>("Verifier");
  function("token_compile", &compile, emscripten::allow_raw_pointers());
  function("token_most_bytes", &mostBytes);
  function("token_verify", &verify);
  function("token_begin", &begin);
  function("token_finish", &finish);
  function("token_recall", &recall);
  function("token_verify_compact", &verifyCompact);
  function("token_begin_compact", &beginCompact);
  function("token_finish_compact", &finishCompact);
}
