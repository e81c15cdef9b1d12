// A registry that loads is sound: what a role may see, it may run; nobody else sees a SIGNED
// action. A line break parts two registries to compare.
#include "core/action/registry.h"
#include "core/action/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

namespace {

void checkActions(const action::Registry& registry) {
  for (const action::Action& action : registry.actions()) {
    fuzz::promise(!action.allowedRoles.empty(), "somebody may run it");
    const bool isSigned = action.variant == action::Variant::kSigned;
    fuzz::promise(action.signature.has_value() == isSigned, "exactly SIGNED actions are signed");
    fuzz::promise(registry.find(action.id) == &action, "an id finds its action");
  }
}

void checkRoles(const action::Registry& registry) {
  for (const std::string& role : registry.roles()) {
    json::Writer query;
    query.beginObject();
    query.member("role", role);
    query.endObject();
    const std::string text = *std::move(query).finish();
    const fuzz::Answer list(action::listJson(registry, text));
    for (const json::Value item : list.value().array()) {
      const action::Action* action = registry.find(item.object().find("id")->string());
      fuzz::promise(action != nullptr && action->mayBeRunBy(role), "what is listed may be run");
    }
    fuzz::Answer(action::suggestJson(registry, text));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  fuzz::Answer(action::diffJson(input.text()));
  const fuzz::Answer findings(action::lintJson(input.text()));
  const auto registry = action::Registry::load(input.text());
  fuzz::promise(registry.has_value() != findings.isError(), "what loads can be linted");
  if (!registry) return 0;
  checkActions(*registry);
  checkRoles(*registry);
  const std::string text(input.text());
  const fuzz::Answer none(action::diffJson("{\"from\":" + text + ",\"to\":" + text + "}"));
  for (const char* names : {"actions", "roles"})
    for (const char* kind : {"added", "removed"})
      fuzz::promise(none.member(names).object().find(kind)->array().empty(),
                    "a registry has the same names as itself");
  fuzz::promise(none.member("access").array().empty(), "a registry gives nobody more than itself");
  fuzz::promise(none.member("actions").object().find("changed")->array().empty(),
                "a registry does not differ from itself");
  return 0;
}
