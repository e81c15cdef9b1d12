// Who may do what to which thing, for many at once: what a menu, a grid of rights or an assistant
// asks before there is any payload, key or signature.
//
// Each combination is decided as evaluate() would decide it for a bare request: an empty payload,
// no idempotency key, no signature. Where the action is known, the role may and the thing is the
// tenant's own, what such a request would still lack is told instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/action/registry.h"
#include "core/action/request.h"
#include "core/error.h"

namespace fairlead::action {

/// What is asked: each principal with each action on each entity.
struct TableQuestion {
  std::vector<Principal> principals;
  std::vector<std::string_view> actions;
  std::vector<Entity> entities;
};

/// The most combinations that one table may have.
inline constexpr std::size_t kMaxTableCells = 1'000'000;

/// One way in which a combination can come out.
struct TableOutcome {
  /// "allowed", "needs_input", or the code of the first of the checks action_known, role and entity
  /// that fails.
  std::string_view code;
  /// For "needs_input": which of the checks fields, idempotency and signature would fail, as a bit
  /// each from the lowest.
  std::uint8_t needs = 0;

  friend bool operator==(const TableOutcome&, const TableOutcome&) = default;
};

/// The checks that `needs` has bits for.
inline constexpr std::size_t kFirstNeededCheck = 3;

struct Table {
  std::vector<TableOutcome> outcomes;  // each once, in the order in which they first came up
  /// Places in `outcomes`: principal by principal, in it action by action, in it entity by entity.
  std::vector<std::uint8_t> cells;
};

/// Decides all combinations.
Table decideTable(const Registry& registry, const TableQuestion& question);

}  // namespace fairlead::action
