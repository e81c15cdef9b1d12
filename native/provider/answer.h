// Reading the JSON of a model API's answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/json/json.h"

namespace fairlead::provider {

/// The answer's document, of 32 MiB at most.
Result<json::Document> parseAnswer(const std::string& body);

/// The member of that name, where the value is an object that has it; else null.
json::Value memberOf(json::Value value, std::string_view name);

/// A count of tokens in the answer's `usage`; nullopt where it says none, or none that can be.
std::optional<std::int64_t> tokensOf(json::Value answer, std::string_view name);

}  // namespace fairlead::provider
