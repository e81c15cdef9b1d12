#include "core/schema/keyword.h"

#include <array>
#include <cstddef>
#include <utility>

namespace fairlead::schema {

namespace {

using namespace std::string_view_literals;

// In the order of the enumeration.
constexpr std::array kNames = {
    "type"sv,
    "enum"sv,
    "const"sv,
    "multipleOf"sv,
    "maximum"sv,
    "exclusiveMaximum"sv,
    "minimum"sv,
    "exclusiveMinimum"sv,
    "maxLength"sv,
    "minLength"sv,
    "pattern"sv,
    "format"sv,
    "maxItems"sv,
    "minItems"sv,
    "uniqueItems"sv,
    "maxProperties"sv,
    "minProperties"sv,
    "required"sv,
    "dependentRequired"sv,
    "items"sv,
    "contains"sv,
    "properties"sv,
    "propertyNames"sv,
    "$ref"sv,
    "$dynamicRef"sv,
    "allOf"sv,
    "anyOf"sv,
    "oneOf"sv,
    "not"sv,
    "if"sv,
    "dependentSchemas"sv,
    "unevaluatedItems"sv,
    "unevaluatedProperties"sv,
};
static_assert(kNames.size() == static_cast<std::size_t>(Keyword::kUnevaluatedProperties) + 1);

constexpr std::pair<std::string_view, Holds> kHolders[] = {
    {"$defs", Holds::kSchemaMap},
    {"additionalProperties", Holds::kSchema},
    {"allOf", Holds::kSchemaList},
    {"anyOf", Holds::kSchemaList},
    {"contains", Holds::kSchema},
    {"contentSchema", Holds::kSchema},
    {"dependentSchemas", Holds::kSchemaMap},
    {"else", Holds::kSchema},
    {"if", Holds::kSchema},
    {"items", Holds::kSchema},
    {"not", Holds::kSchema},
    {"oneOf", Holds::kSchemaList},
    {"patternProperties", Holds::kSchemaMap},
    {"prefixItems", Holds::kSchemaList},
    {"properties", Holds::kSchemaMap},
    {"propertyNames", Holds::kSchema},
    {"then", Holds::kSchema},
    {"unevaluatedItems", Holds::kSchema},
    {"unevaluatedProperties", Holds::kSchema},
};

}  // namespace

std::string_view nameOf(Keyword keyword) {
  return kNames[static_cast<std::size_t>(keyword)];
}

Vocabularies vocabulariesOf(Keyword keyword) {
  if (keyword == Keyword::kFormat) return kFormatAnnotation | kFormatAssertion;
  if (keyword < Keyword::kItems) return kValidation;
  if (keyword == Keyword::kRef || keyword == Keyword::kDynamicRef) return kCore;
  return keyword < Keyword::kUnevaluatedItems ? kApplicator : kUnevaluated;
}

std::optional<Holds> schemasIn(std::string_view name, Vocabularies vocabularies) {
  const Vocabularies needed = name == "$defs" || name == "contentSchema" ? kCore
                              : name.starts_with("unevaluated")          ? kUnevaluated
                                                                         : kApplicator;
  if ((vocabularies & needed) == 0) return std::nullopt;
  for (const auto& [holder, holds] : kHolders) {
    if (holder == name) return holds;
  }
  return std::nullopt;
}

}  // namespace fairlead::schema
