#include "core/action/wire.h"
#include "core/dom/answer.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
namespace {

/// The setup is {"registry": a registry, or its text}.
Result<action::Registry> load(const dom::Value& setup) {
  return action::Registry::load(textOf(*setup.if_object()->if_contains("registry")));
}

std::string compile(const dom::Value& setup, const dom::Value&) {
  return action::compileAnswer(load(setup));
}

using Rule = std::string (*)(const action::Registry&, std::string_view);

Operation with(Rule rule) {
  return [rule](const dom::Value& setup, const dom::Value& input) {
    const Result<action::Registry> registry = load(setup);
    return registry ? rule(*registry, textOf(input)) : dom::answer(registry.error());
  };
}

}  // namespace

void addAction(Operations& operations) {
  operations["action.compile"] = compile;
  operations["action.evaluate"] = with(action::evaluateJson);
  operations["action.explain"] = with(action::explainJson);
  operations["action.matrix"] = with(action::matrixJson);
  operations["action.suggest"] = with(action::suggestJson);
  operations["action.list"] = with(action::listJson);
  operations["action.diff"] = ofText(action::diffJson);
  operations["action.lint"] = ofText(action::lintJson);
  operations["action.signing_input"] = ofText(action::signingInputJson);
}

}  // namespace fairlead::vectors
