// One verdict on one request, both as text.
#include <memory>
#include <string>
#include <utility>

#include "core/action/registry.h"
#include "core/action/wire.h"
#include "tests/bench/native/cases.h"
#include "tests/bench/native/files.h"

namespace fairlead::bench {

void addAction() {
  auto loaded = action::Registry::load(read("registry.json"));
  require(loaded.has_value(), "The registry does not load.");
  const auto registry = std::make_shared<const action::Registry>(*std::move(loaded));
  const std::string request = read("request.json");
  const std::string verdict = action::evaluateJson(*registry, request);
  require(verdict.find(R"("allowed":true)") != std::string::npos, "The request is refused.");
  add("action/one verdict/ours",
      [registry, request] { return action::evaluateJson(*registry, request); });
}

}  // namespace fairlead::bench
