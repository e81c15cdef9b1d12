// A registry that loads is sound: what a role may see, it may run; nobody else sees a SIGNED
// action.
#include "core/action/registry.h"
#include "core/action/wire.h"
#include "tests/fuzz/fuzz_dom.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const auto registry = action::Registry::load(input.text());
  if (!registry) return 0;
  for (const action::Action& action : registry->actions()) {
    fuzz::promise(!action.allowedRoles.empty(), "somebody may run it");
    const bool isSigned = action.variant == action::Variant::kSigned;
    fuzz::promise(action.signature.has_value() == isSigned, "exactly SIGNED actions are signed");
    fuzz::promise(registry->find(action.id) == &action, "an id finds its action");
  }
  for (const std::string& role : registry->roles()) {
    const dom::Value query{{"role", role}};
    const auto text = dom::canonicalize(query);
    fuzz::requireAnswer(action::listJson(*registry, *text));
    fuzz::requireAnswer(action::suggestJson(*registry, *text));
  }
  return 0;
}
