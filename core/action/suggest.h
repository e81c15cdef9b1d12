// Which actions to offer: those a role may run, in a fixed order.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/action/registry.h"

namespace fairlead::action {

struct SuggestQuery {
  std::string_view role;
  /// Only actions on this kind of thing. None: all.
  std::optional<std::string_view> entityType;
  /// What was typed so far; letters of ASCII match in either case. Blank: all.
  std::string_view query;
};

/// The actions that the role may run and the query matches, the best match first, equal ones in
/// the registry's order. From best: the label starts with the query; each word of the query starts
/// a word of the label; each word starts one of the label or of the keywords. A role that is not
/// declared may run nothing. The pointers are valid as long as the registry.
std::vector<const Action*> suggest(const Registry& registry, const SuggestQuery& query);

/// All that the role may run, in the registry's order.
std::vector<const Action*> list(const Registry& registry, std::string_view role);

}  // namespace fairlead::action
