#include "core/action/wire.h"
#include "core/json/answer.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
namespace {

/// The setup is {"registry": a registry, or its text}.
Result<action::Registry> load(json::Value setup) {
  return action::Registry::load(textOf(setup.object().find("registry").value()));
}

std::string compile(json::Value setup, json::Value) {
  return action::compileAnswer(load(setup));
}

using Rule = std::string (*)(const action::Registry&, std::string_view);

Operation with(Rule rule) {
  return [rule](json::Value setup, json::Value input) {
    const Result<action::Registry> registry = load(setup);
    return registry ? rule(*registry, textOf(input)) : json::answer(registry.error());
  };
}

}  // namespace

void addAction(Operations& operations) {
  operations["action.compile"] = compile;
  operations["action.evaluate"] = with(action::evaluateJson);
  operations["action.evaluate_brief"] = with(action::evaluateBriefJson);
  operations["action.explain"] = with(action::explainJson);
  operations["action.matrix"] = with(action::matrixJson);
  operations["action.suggest"] = with(action::suggestJson);
  operations["action.list"] = with(action::listJson);
  operations["action.diff"] = ofText(action::diffJson);
  operations["action.lint"] = ofText(action::lintJson);
  operations["action.signing_input"] = ofText(action::signingInputJson);
}

}  // namespace fairlead::vectors
