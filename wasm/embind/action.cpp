// action.wasm: the action and audit rules for browsers and other JavaScript hosts.
#include "core/action/wire.h"
#include "core/audit/wire.h"
#include "wasm/embind/binding.h"

using namespace fairlead;
using action::Registry;

namespace {

embind::Compiled<Registry> compile(const std::string& document) {
  return embind::Compiled(Registry::load(document));
}

}  // namespace

EMSCRIPTEN_BINDINGS(action) {
  using emscripten::function;

  embind::declareCompiled<Registry>("Registry");
  function("action_compile", &compile);
  function("action_evaluate", &embind::ask<Registry, action::evaluateJson>);
  function("action_evaluate_brief", &embind::ask<Registry, action::evaluateBriefJson>);
  function("action_explain", &embind::ask<Registry, action::explainJson>);
  function("action_suggest", &embind::ask<Registry, action::suggestJson>);
  function("action_list", &embind::ask<Registry, action::listJson>);
  function("action_matrix", &embind::ask<Registry, action::matrixJson>);
  function("action_signing_input", &embind::answer<action::signingInputJson>);
  function("action_lint", &embind::answer<action::lintJson>);
  function("action_diff", &embind::answer<action::diffJson>);

  function("audit_hash", &embind::answer<audit::hashJson>);
  function("audit_link", &embind::answer<audit::linkJson>);
  function("audit_verify_chain", &embind::answer<audit::verifyChainJson>);
}
