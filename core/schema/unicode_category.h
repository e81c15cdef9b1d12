// Unicode general categories (UAX #44, table 12) for \p{…}.
#pragma once

#include <optional>
#include <string_view>

#include "core/schema/char_set.h"

namespace fairlead::schema {

/// The code points of a general category or of a group of them, by its short or long name
/// ("Lu", "Uppercase_Letter", "L", "Letter"); nothing when there is no such category.
std::optional<CharSet> generalCategory(std::string_view name);

}  // namespace fairlead::schema
