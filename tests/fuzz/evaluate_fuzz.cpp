// A request is allowed only when no check failed; explain() comes to the same verdict, and the
// table to one that does not allow more.
#include "core/action/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

namespace {

void checkVerdict(const fuzz::Answer& verdict) {
  bool passed = true;
  for (const json::Value check : verdict.member("checks").array()) {
    const std::string_view outcome = check.object().find("outcome")->string();
    passed = passed && (outcome == "passed" || outcome == "not_needed");
  }
  fuzz::promise(verdict.member("allowed").boolean() == passed,
                "allowed means that every check passed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto registry =
      action::Registry::load(fuzz::sourceFile("edge/registry/actions.json"));
  fuzz::promise(registry.has_value(), "the registry loads");
  const fuzz::Input input(data, size);
  const fuzz::Answer verdict(action::evaluateJson(*registry, input.text()));
  const fuzz::Answer reasons(action::explainJson(*registry, input.text()));
  fuzz::promise(verdict.isError() == reasons.isError(), "what can be judged can be explained");
  if (!verdict.isError()) {
    checkVerdict(verdict);
    fuzz::promise(fuzz::canonical(reasons.member("verdict")) == fuzz::canonical(verdict.value()),
                  "explain gives the verdict of evaluate");
  }
  fuzz::Answer(action::matrixJson(*registry, input.text()));
  fuzz::Answer(action::suggestJson(*registry, input.text()));
  fuzz::Answer(action::listJson(*registry, input.text()));
  fuzz::Answer(action::signingInputJson(input.text()));
  return 0;
}
