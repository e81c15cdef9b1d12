// The keywords that judge a value by itself, and the words for their violations.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/value.h"
#include "core/schema/compiled_schema.h"
#include "core/schema/work.h"

namespace fairlead::schema {

/// The types that a value has.
TypeMask typesOf(json::Value value);

/// Whether the check holds for the value. Only for keywords up to kDependentRequired; true for
/// values of types that the keyword does not speak about. Spends work for what grows with the
/// value; the answer means nothing once that is exhausted.
bool holds(const CompiledSchema& schema, const Check& check, json::Value value, Work& work);

/// What a violation says besides where it is.
struct Reason {
  std::string message;
  std::string expected;
  std::string got;
};

/// Why the check, which does not hold, does not: one reason, or one for each missing member but at
/// most kMaxViolations.
std::vector<Reason> explain(const CompiledSchema& schema, const Check& check, json::Value value);

/// Why a value of `size` code points, items or members breaks a keyword of kMaxLength …
/// kMinProperties.
Reason countReason(Keyword keyword, std::uint64_t count, std::uint64_t size);

/// The reason for a member that is not there; `because` ends the sentence.
Reason missingMember(std::string_view name, std::string_view because = {});

/// A value in few words: "\"abc\"" (at most 40 characters of it), "12.5", "an array of 3 items".
std::string describe(json::Value value);

}  // namespace fairlead::schema
