// The keywords that judge a value by itself, and the words for their violations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dom/json.h"
#include "core/schema/compiled_schema.h"

namespace fairlead::schema {

/// Whether the check holds for the value. Only for keywords up to kDependentRequired; true for
/// values of types that the keyword does not speak about.
bool holds(const CompiledSchema& schema, const Check& check, const dom::Value& value);

/// What a violation says besides where it is.
struct Reason {
  std::string message;
  std::string expected;
  std::string got;
};

/// Why the check, which does not hold, does not: one reason, or one for each missing member.
std::vector<Reason> explain(const CompiledSchema& schema, const Check& check,
                            const dom::Value& value);

/// A value in few words: "\"abc\"" (at most 40 characters of it), "12.5", "an array of 3 items".
std::string describe(const dom::Value& value);

}  // namespace fairlead::schema
