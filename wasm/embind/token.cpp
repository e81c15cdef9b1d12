// token.wasm: the token rules for browsers and other JavaScript hosts.
#include "core/token/wire.h"
#include "wasm/embind/binding.h"

using namespace fairlead;
using CompiledVerifier = embind::Compiled<token::Verifier>;

namespace {

CompiledVerifier compile(const std::string& setup) {
  return CompiledVerifier(token::compileVerifier(setup));
}

std::string verify(const CompiledVerifier& verifier, const std::string& text, double now) {
  return token::verifyToken(verifier.object(), text, now);
}

std::string finish(const CompiledVerifier& verifier, const std::string& text, double now,
                   bool signature_valid) {
  return token::finishToken(verifier.object(), text, now, signature_valid);
}

}  // namespace

EMSCRIPTEN_BINDINGS(token) {
  using emscripten::function;

  embind::declareCompiled<token::Verifier>("Verifier");
  function("token_compile", &compile);
  function("token_verify", &verify);
  function("token_finish", &finish);
}
