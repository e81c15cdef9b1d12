// How actions, their parts and the differences of registries are written as JSON.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/action/diff.h"
#include "core/action/registry.h"
#include "core/json/writer.h"

namespace fairlead::action {

/// The canonical text of a bool, a small integer, a text or a list of texts.
template <typename T>
std::string textOf(const T& value) {
  json::Writer out;
  out.put(value);
  return *std::move(out).finish();
}

/// {"max_age_s", "method", "sentence"?}
void write(json::Writer& out, const SignatureRule& rule);

/// An ActionInfo: the action as callers may see it, with what the registry implies filled in.
void write(json::Writer& out, const Action& action);

/// {"access": [{"gained", "lost", "role"}], "actions": {"added", "changed": [{"id", "members":
/// [{"from", "path", "to"}]}], "removed", "reordered"}, "roles": {"added", "removed", "reordered"},
/// "version": {"from", "to"}}
void write(json::Writer& out, const RegistryDiff& diff);

/// The members of an action but for its id and fields, as the registry means them, each with its
/// canonical JSON, in the order of their names. "allowed_roles" is null where it is every role.
std::vector<std::pair<std::string_view, std::string>> membersOf(const Action& action,
                                                                const Registry& registry);

}  // namespace fairlead::action
