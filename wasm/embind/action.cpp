// action.wasm: the action rules for browsers and other JavaScript hosts.
#include <emscripten/bind.h>

#include "core/action/registry.h"
#include "core/action/wire.h"
#include "wasm/embind/binding.h"

using namespace fairlead;
using action::Registry;

namespace {

using CompiledRegistry = embind::Compiled<Registry>;

CompiledRegistry compile(const std::string& document) {
  return CompiledRegistry(Registry::load(document));
}

}  // namespace

EMSCRIPTEN_BINDINGS(action) {
  using emscripten::function;

  emscripten::class_<CompiledRegistry>("Registry")
      .property("answer", &CompiledRegistry::answer)
      .property("compiled", &CompiledRegistry::compiled);
  function("action_compile", &compile);
  function("action_evaluate", &embind::ask<Registry, action::evaluateJson>);
  function("action_explain", &embind::ask<Registry, action::explainJson>);
  function("action_suggest", &embind::ask<Registry, action::suggestJson>);
  function("action_list", &embind::ask<Registry, action::listJson>);
  function("action_matrix", &embind::ask<Registry, action::matrixJson>);
  function("action_signing_input", &embind::answer<action::signingInputJson>);
}
