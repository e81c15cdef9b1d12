// A request is allowed only when no check failed; explain() comes to the same verdict.
#include "core/action/wire.h"
#include "tests/fuzz/fuzz_dom.h"

using namespace fairlead;

namespace {

void checkVerdict(const dom::Value& verdict) {
  bool passed = true;
  for (const dom::Value& check : verdict.at("checks").as_array()) {
    const auto& outcome = check.at("outcome").as_string();
    passed = passed && (outcome == "passed" || outcome == "not_needed");
  }
  fuzz::promise(verdict.at("allowed").as_bool() == passed, "allowed means that every check passed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto registry =
      action::Registry::load(fuzz::sourceFile("edge/registry/actions.json"));
  fuzz::promise(registry.has_value(), "the registry loads");
  const fuzz::Input input(data, size);
  const dom::Value verdict = fuzz::requireAnswer(action::evaluateJson(*registry, input.text()));
  const dom::Value reasons = fuzz::requireAnswer(action::explainJson(*registry, input.text()));
  fuzz::promise(verdict.is_null() == reasons.is_null(), "what can be judged can be explained");
  if (!verdict.is_null()) {
    checkVerdict(verdict);
    fuzz::promise(dom::canonicalize(reasons.at("verdict")) == dom::canonicalize(verdict),
                  "explain gives the verdict of evaluate");
  }
  fuzz::requireAnswer(action::matrixJson(*registry, input.text()));
  fuzz::requireAnswer(action::suggestJson(*registry, input.text()));
  fuzz::requireAnswer(action::signingInputJson(input.text()));
  return 0;
}
