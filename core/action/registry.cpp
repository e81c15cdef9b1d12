#include "core/action/registry.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "core/action/action_read.h"
#include "core/action/name.h"
#include "core/json/json.h"
#include "core/json/reader.h"
#include "core/sort.h"

namespace fairlead::action {
namespace {

/// "roles": names, each once, lowest rank first.
std::vector<std::string> readRoles(json::ObjectReader& in) {
  std::vector<std::string> roles = in.strings("roles");
  if (roles.empty()) in.refuse("member_value", "At least one role must be declared.", "roles");
  if (roles.size() > kMaxRoles) {
    in.refuse("member_value", "At most 64 roles can be declared.", "roles");
    return {};
  }
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const auto end = roles.begin() + static_cast<std::ptrdiff_t>(i);
    if (!isName(roles[i]))
      in.refuse("member_value", "Not a name of a role: \"" + roles[i] + "\".", "roles");
    if (std::find(roles.begin(), end, roles[i]) != end)
      in.refuse("member_value", "The role " + roles[i] + " is declared twice.", "roles");
  }
  return roles;
}

Result<std::vector<Action>> readActions(json::Array documents, const json::Path& at,
                                        const std::vector<std::string>& roles) {
  std::vector<Action> actions;
  actions.reserve(documents.size());
  for (const json::Value document : documents) {
    const json::Path actionAt = at / actions.size();
    Result<Action> action = readAction(document, actionAt, roles);
    if (!action) return std::unexpected(action.error());
    actions.push_back(std::move(*action));
  }
  return actions;
}

/// The actions' places, in the order of their ids; equal ones in the document's order.
std::vector<std::uint32_t> orderOfIds(const std::vector<Action>& actions) {
  std::vector<std::uint32_t> places(actions.size());
  std::iota(places.begin(), places.end(), 0u);
  sortInPlace(places, [&](std::uint32_t a, std::uint32_t b) {
    const int order = actions[a].id.compare(actions[b].id);
    return order != 0 ? order < 0 : a < b;
  });
  return places;
}

/// The first action of the document whose id one before it has.
std::optional<std::uint32_t> firstRepeated(const std::vector<Action>& actions,
                                           const std::vector<std::uint32_t>& byId) {
  std::optional<std::uint32_t> first;
  for (std::size_t i = 1; i < byId.size(); ++i)
    if (actions[byId[i]].id == actions[byId[i - 1]].id && (!first || byId[i] < *first))
      first = byId[i];
  return first;
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

bool SignatureRule::allows(Method method) const {
  return std::ranges::find(methods, method) != methods.end();
}

bool Action::mayBeRunBy(std::string_view role) const {
  return std::ranges::find(allowedRoles, role) != allowedRoles.end();
}

Result<Registry> Registry::load(std::string_view text) {
  const Result<json::Document> document = json::parse(text, {.max_bytes = kMaxRegistryBytes});
  if (!document) return std::unexpected(document.error());
  return read(document->root());
}

Result<Registry> Registry::read(json::Value document) {
  json::ObjectReader in(document);
  Registry registry;
  in.optionalString("$schema");  // for editors
  registry.version_ = readText(in, "version");
  registry.roles_ = readRoles(in);
  const json::Array documents = in.array("actions");
  if (Result<void> done = in.finish(); !done) return invalid(done.error());

  const json::Path root;
  const json::Path at = root / "actions";
  Result<std::vector<Action>> actions = readActions(documents, at, registry.roles_);
  if (!actions) return invalid(actions.error());
  registry.actions_ = std::move(*actions);
  registry.byId_ = orderOfIds(registry.actions_);
  if (const auto twice = firstRepeated(registry.actions_, registry.byId_)) {
    const json::Path actionAt = at / *twice;
    return fail("registry_invalid",
                "There is another action with the id " + registry.actions_[*twice].id + ".",
                (actionAt / "id").text());
  }
  return registry;
}

const Action* Registry::find(std::string_view id) const {
  const auto idAt = [this](std::uint32_t place) -> std::string_view { return actions_[place].id; };
  const auto found = std::ranges::lower_bound(byId_, id, {}, idAt);
  return found == byId_.end() || idAt(*found) != id ? nullptr : &actions_[*found];
}

}  // namespace fairlead::action
