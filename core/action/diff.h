// What changes from one registry to another: which role gains or loses what, and which actions are
// added, removed or changed. Compared is what a registry means, not how it is written: a default
// that is stated is no change, and "allowed_roles" that lists every role is the same as none.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/action/registry.h"

namespace fairlead::action {

/// A list of names, before and after. Views of the two registries, as everything here.
struct NamesDiff {
  std::vector<std::string_view> added;    // in the order of the later registry
  std::vector<std::string_view> removed;  // in the order of the earlier one
  bool reordered = false;                 // those that stay come in another order
};

/// A member of an action that changed.
struct MemberChange {
  /// A pointer into the action: "/label"; a field is named, "/fields/quantity", and "/fields" is
  /// the order of those that stay.
  std::string path;
  std::string from, to;  // canonical JSON; null where it was not there, or is not any more
};

struct ActionChange {
  std::string_view action;
  std::vector<MemberChange> members;  // not empty; in the order of the path, fields last
};

/// A role of either registry that may run other actions than before.
struct RoleChange {
  std::string_view role;
  std::vector<std::string_view> gained;  // in the order of the later registry
  std::vector<std::string_view> lost;    // in the order of the earlier one
};

struct RegistryDiff {
  std::string_view fromVersion, toVersion;
  NamesDiff roles;
  NamesDiff actions;
  std::vector<ActionChange> changed;  // in the order of the later registry
  std::vector<RoleChange> access;     // in the order of the later registry, then removed roles
};

/// The views in it are good while both registries live.
RegistryDiff diff(const Registry& from, const Registry& to);

}  // namespace fairlead::action
