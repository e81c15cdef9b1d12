// Names and short texts of the registry document.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/json/reader.h"

namespace fairlead::action {

/// Whether it is a name: a lower-case letter, then lower-case letters, digits and underscores, at
/// most 64 in all.
bool isName(std::string_view text);

/// A member that must be a name; refuses it with member_value otherwise.
std::string readName(json::ObjectReader& in, std::string_view member);

/// A member that, where it is there, must be a text of 1 to 500 bytes.
std::optional<std::string> readOptionalText(json::ObjectReader& in, std::string_view member);

/// A member that must be a text of 1 to 500 bytes.
std::string readText(json::ObjectReader& in, std::string_view member);

}  // namespace fairlead::action
