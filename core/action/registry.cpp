#include "core/action/registry.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/action/action_read.h"
#include "core/action/name.h"
#include "core/action/wire.h"
#include "core/dom/reader.h"

namespace fairlead::action {
namespace {

/// "roles": names, each once, lowest rank first.
std::vector<std::string> readRoles(dom::ObjectReader& in) {
  std::vector<std::string> roles = in.strings("roles");
  if (roles.empty()) in.refuse("member_value", "At least one role must be declared.", "roles");
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const auto end = roles.begin() + static_cast<std::ptrdiff_t>(i);
    if (!isName(roles[i]))
      in.refuse("member_value", "Not a name of a role: \"" + roles[i] + "\".", "roles");
    if (std::find(roles.begin(), end, roles[i]) != end)
      in.refuse("member_value", "The role " + roles[i] + " is declared twice.", "roles");
  }
  return roles;
}

Result<std::vector<Action>> readActions(const dom::Array& documents, const dom::Path& at,
                                        const std::vector<std::string>& roles) {
  std::vector<Action> actions;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const dom::Path actionAt = at / i;
    Result<Action> action = readAction(documents[i], actionAt, roles);
    if (!action) return std::unexpected(action.error());
    actions.push_back(std::move(*action));
  }
  return actions;
}

/// A fault of the document, whichever rule of reading it broke.
std::unexpected<Error> invalid(const Error& error) {
  return fail("registry_invalid", error.message, error.path);
}

}  // namespace

std::string_view nameOf(Variant variant) {
  constexpr std::array<std::string_view, 3> kNames = {"READ", "MUTATE", "SIGNED"};
  return kNames[static_cast<std::size_t>(variant)];
}

std::string_view nameOf(Method method) {
  return method == Method::kEd25519 ? "ed25519" : "attestation";
}

bool SignatureRule::allows(std::string_view method) const {
  return std::ranges::any_of(methods, [&](Method m) { return nameOf(m) == method; });
}

bool Action::mayBeRunBy(std::string_view role) const {
  return std::ranges::find(allowedRoles, role) != allowedRoles.end();
}

Result<Registry> Registry::load(std::string_view text) {
  const Result<dom::Value> document = dom::parse(text, {.max_bytes = kMaxRegistryBytes});
  if (!document) return std::unexpected(document.error());
  dom::ObjectReader in(*document);
  Registry registry;
  in.optionalString("$schema");  // for editors
  registry.version_ = readText(in, "version");
  registry.roles_ = readRoles(in);
  const dom::Array* documents = in.array("actions");
  if (Result<void> done = in.finish(); !done) return invalid(done.error());

  const dom::Path root;
  const dom::Path at = root / "actions";
  Result<std::vector<Action>> actions = readActions(*documents, at, registry.roles_);
  if (!actions) return invalid(actions.error());
  registry.actions_ = std::move(*actions);
  for (std::size_t i = 0; i < registry.actions_.size(); ++i) {
    const dom::Path actionAt = at / i;
    const std::string& id = registry.actions_[i].id;
    if (!registry.byId_.emplace(id, i).second)
      return fail("registry_invalid", "There is another action with the id " + id + ".",
                  (actionAt / "id").text());
  }
  return registry;
}

const Action* Registry::find(std::string_view id) const {
  const auto found = byId_.find(id);
  return found == byId_.end() ? nullptr : &actions_[found->second];
}

}  // namespace fairlead::action
