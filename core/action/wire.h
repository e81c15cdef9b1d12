// The action rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/dom/answer.h: {"value": …} or {"error": {"code", "message", "path"}}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/action/registry.h"
#include "core/dom/json.h"

namespace fairlead::action {

/// The longest texts that are read, in bytes.
inline constexpr std::size_t kMaxRegistryBytes = 1 << 20;
inline constexpr std::size_t kMaxRequestBytes = 2 << 20;
inline constexpr std::size_t kMaxMatrixBytes = 16 << 20;

/// What a registry that was just loaded says of itself: {"version", "actions": how many}.
dom::Value describe(const Registry& registry);

/// Request → Verdict.
std::string evaluateJson(const Registry& registry, std::string_view request);
/// Request → {"verdict", "checks", "nearest"}.
std::string explainJson(const Registry& registry, std::string_view request);
/// {"requests": [Request]} → [Verdict]. One malformed request is an error of the whole call.
std::string matrixJson(const Registry& registry, std::string_view requests);
/// {"role", "entity_type"?, "query"?} → [ActionInfo].
std::string suggestJson(const Registry& registry, std::string_view query);
/// {"role"} → [ActionInfo].
std::string listJson(const Registry& registry, std::string_view query);
/// A document to sign → {"signing_input", "payload_hash"}.
std::string signingInputJson(std::string_view document);

}  // namespace fairlead::action
