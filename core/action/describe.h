// How actions and their parts are written as JSON.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/action/registry.h"
#include "core/json/writer.h"

namespace fairlead::action {

/// A list of names.
template <typename Names>
void writeNames(json::Writer& out, const Names& names) {
  out.beginArray();
  for (const auto& name : names) out.put(name);
  out.endArray();
}

/// {"max_age_s", "method", "sentence"?}
void write(json::Writer& out, const SignatureRule& rule);

/// An ActionInfo: the action as callers may see it, with what the registry implies filled in.
void write(json::Writer& out, const Action& action);

/// The members of an action but for its id and fields, as the registry means them, each with its
/// canonical JSON, in the order of their names. "allowed_roles" is null where it is every role.
std::vector<std::pair<std::string_view, std::string>> membersOf(const Action& action,
                                                                const Registry& registry);

}  // namespace fairlead::action
