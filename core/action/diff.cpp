#include "core/action/diff.h"

#include <algorithm>

#include "core/action/describe.h"
#include "core/json/pointer.h"
#include "core/sort.h"

namespace fairlead::action {
namespace {

using Names = std::vector<std::string_view>;

Names namesOf(const std::vector<std::string>& names) {
  return Names(names.begin(), names.end());
}

Names namesOf(const std::vector<Action>& actions) {
  Names ids;
  for (const Action& action : actions) ids.push_back(action.id);
  return ids;
}

Names namesOf(const std::vector<Field>& fields) {
  Names names;
  for (const Field& field : fields) names.push_back(field.name);
  return names;
}

/// Those of `names` that are, or are not, among `others`, in their order.
Names select(const Names& names, Names others, bool among) {
  sortInPlace(others);
  Names result;
  for (const std::string_view name : names)
    if (std::ranges::binary_search(others, name) == among) result.push_back(name);
  return result;
}

NamesDiff diffNames(const Names& from, const Names& to) {
  return {select(to, from, false), select(from, to, false),
          select(to, from, true) != select(from, to, true)};
}

const Field* findField(const Action& action, std::string_view name) {
  const auto found = std::ranges::find(action.fields, name, &Field::name);
  return found == action.fields.end() ? nullptr : &*found;
}

std::string documentOf(const Field* field) {
  return field == nullptr ? "null" : field->document;
}

void diffFields(const Action& from, const Action& to, std::vector<MemberChange>& changes) {
  const Names before = namesOf(from.fields), after = namesOf(to.fields);
  const NamesDiff names = diffNames(before, after);
  if (names.reordered)
    changes.push_back(
        {"/fields", textOf(select(before, after, true)), textOf(select(after, before, true))});
  const auto compare = [&](std::string_view name) {
    std::string was = documentOf(findField(from, name)), is = documentOf(findField(to, name));
    if (was != is)
      changes.push_back({"/fields/" + std::string(name), std::move(was), std::move(is)});
  };
  for (const std::string_view name : after) compare(name);
  for (const std::string_view name : names.removed) compare(name);
}

std::vector<MemberChange> diffAction(const Action& from, const Registry& before, const Action& to,
                                     const Registry& after) {
  std::vector<MemberChange> changes;
  auto was = membersOf(from, before), is = membersOf(to, after);
  for (std::size_t i = 0; i < is.size(); ++i)
    if (was[i].second != is[i].second)
      changes.push_back(
          {"/" + std::string(is[i].first), std::move(was[i].second), std::move(is[i].second)});
  diffFields(from, to, changes);
  return changes;
}

/// The ids that the role may run in one registry and not in the other.
Names only(std::string_view role, const Registry& here, const Registry& there) {
  Names ids;
  for (const Action& action : here.actions()) {
    if (!action.mayBeRunBy(role)) continue;
    const Action* other = there.find(action.id);
    if (other == nullptr || !other->mayBeRunBy(role)) ids.push_back(action.id);
  }
  return ids;
}

}  // namespace

RegistryDiff diff(const Registry& from, const Registry& to) {
  RegistryDiff result{from.version(), to.version(), {}, {}, {}, {}};
  result.roles = diffNames(namesOf(from.roles()), namesOf(to.roles()));
  result.actions = diffNames(namesOf(from.actions()), namesOf(to.actions()));
  for (const Action& action : to.actions()) {
    const Action* before = from.find(action.id);
    if (before == nullptr) continue;
    std::vector<MemberChange> members = diffAction(*before, from, action, to);
    if (!members.empty()) result.changed.push_back({action.id, std::move(members)});
  }
  Names roles = namesOf(to.roles());
  roles.insert(roles.end(), result.roles.removed.begin(), result.roles.removed.end());
  for (const std::string_view role : roles) {
    RoleChange change{role, only(role, to, from), only(role, from, to)};
    if (!change.gained.empty() || !change.lost.empty()) result.access.push_back(std::move(change));
  }
  return result;
}

}  // namespace fairlead::action
