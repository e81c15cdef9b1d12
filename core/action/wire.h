// The action rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/json/answer.h: {"value": …} or {"error": {"code", "message", "path"}}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/action/registry.h"
#include "core/error.h"

namespace fairlead::action {

/// The longest texts that are read, in bytes.
inline constexpr std::size_t kMaxRequestBytes = 2 << 20;
inline constexpr std::size_t kMaxMatrixBytes = 16 << 20;

/// What a registry that was just loaded says of itself: {"version", "actions": how many}.
std::string compileAnswer(const Result<Registry>& registry);

/// Request → Verdict.
std::string evaluateJson(const Registry& registry, std::string_view request);
/// The same for hosts that take it apart at every request: "checks" is a text of one letter for
/// each check in its order, p(assed), f(ailed), n(ot needed) or r (not reached).
std::string evaluateBriefJson(const Registry& registry, std::string_view request);
/// Request → {"verdict", "checks", "nearest"}.
std::string explainJson(const Registry& registry, std::string_view request);
/// {"requests": [Request]} → [Verdict]. One malformed request is an error of the whole call.
/// {"principals", "actions"?, "entities"?} → {"actions", "outcomes", "cells"}: who may do what to
/// which thing (core/action/table.h). "actions" left out are all; "entities" left out are one
/// request that names none. cells[principal][action][entity] is a place in "outcomes".
std::string matrixJson(const Registry& registry, std::string_view question);
/// {"role", "entity_type"?, "query"?} → [ActionInfo].
std::string suggestJson(const Registry& registry, std::string_view query);
/// {"role"} → [ActionInfo].
std::string listJson(const Registry& registry, std::string_view query);
/// A document to sign → {"signing_input", "payload_hash"}.
std::string signingInputJson(std::string_view document);
/// A registry → [{"code", "message", "path"}] (core/action/lint.h).
std::string lintJson(std::string_view registry);
/// {"from": registry, "to": registry} → {"access", "actions", "roles", "version"}
/// (core/action/diff.h). A fault of either registry has its path behind "/from" or "/to".
std::string diffJson(std::string_view question);

}  // namespace fairlead::action
