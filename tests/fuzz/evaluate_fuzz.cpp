// A request is allowed only when no check failed, and never when the second statement of the rule
// denies; explain() and matrix() come to the same verdict. The registry is that of the vectors.
#include <exception>

#include "core/action/wire.h"
#include "tests/core/action/model.h"
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

struct Setup {
  boost::json::value document =
      boost::json::parse(fuzz::sourceFile("tests/vectors/action/order.json"))
          .at_pointer("/setup/registry");
  Result<action::Registry> registry = action::Registry::load(boost::json::serialize(document));
};

/// Whether the model allows it as well. What it cannot read at all, as it trusts its requests to be
/// well formed, it denies.
bool modelAllows(const Setup& setup, std::string_view request) {
  try {
    boost::json::parse_options options;
    options.max_depth = 64;
    options.numbers = boost::json::number_precision::precise;
    const boost::json::value document = boost::json::parse(request, {}, options);
    const auto verdict =
        action::test::decideByModel(setup.document.as_object(), document.as_object());
    return verdict.code == "allowed";
  } catch (const std::exception&) {
    return false;
  }
}

void checkAlone(const action::Registry& registry, std::string_view request,
                const fuzz::Answer& verdict) {
  const fuzz::Answer many(
      action::matrixJson(registry, "{\"requests\":[" + std::string(request) + "]}"));
  if (many.isError()) return;  // as it is deeper by two
  fuzz::promise(fuzz::canonical(many.value().array()[0]) == fuzz::canonical(verdict.value()),
                "matrix gives the verdict of evaluate");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Setup setup;
  const Result<action::Registry>& registry = setup.registry;
  fuzz::promise(registry.has_value(), "the registry loads");
  const fuzz::Input input(data, size);
  const fuzz::Answer verdict(action::evaluateJson(*registry, input.text()));
  const fuzz::Answer reasons(action::explainJson(*registry, input.text()));
  fuzz::promise(verdict.isError() == reasons.isError(), "what can be judged can be explained");
  if (!verdict.isError()) {
    checkVerdict(verdict);
    checkAlone(*registry, input.text(), verdict);
    if (verdict.member("allowed").boolean())
      fuzz::promise(modelAllows(setup, input.text()), "what is allowed, the model allows too");
    fuzz::promise(fuzz::canonical(reasons.member("verdict")) == fuzz::canonical(verdict.value()),
                  "explain gives the verdict of evaluate");
  }
  fuzz::Answer(action::matrixJson(*registry, input.text()));
  fuzz::Answer(action::suggestJson(*registry, input.text()));
  fuzz::Answer(action::listJson(*registry, input.text()));
  fuzz::Answer(action::signingInputJson(input.text()));
  return 0;
}
