// The keywords of draft 2020-12 that decide something, in the order in which a node checks them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fairlead::schema {

enum class Keyword : std::uint8_t {
  kType,
  kEnum,
  kConst,
  kMultipleOf,
  kMaximum,
  kExclusiveMaximum,
  kMinimum,
  kExclusiveMinimum,
  kMaxLength,
  kMinLength,
  kPattern,
  kFormat,
  kMaxItems,
  kMinItems,
  kUniqueItems,
  kMaxProperties,
  kMinProperties,
  kRequired,
  kDependentRequired,
  kItems,       // prefixItems and items
  kContains,    // with minContains and maxContains
  kProperties,  // properties, patternProperties and additionalProperties
  kPropertyNames,
  kRef,
  kDynamicRef,
  kAllOf,
  kAnyOf,
  kOneOf,
  kNot,
  kIf,  // with then and else
  kDependentSchemas,
  // Last, since they ask what all others have evaluated.
  kUnevaluatedItems,
  kUnevaluatedProperties,
};

/// "maxLength" for kMaxLength.
std::string_view nameOf(Keyword keyword);

/// Vocabularies of the standard whose keywords decide something; a metaschema says which it has.
using Vocabularies = std::uint8_t;
inline constexpr Vocabularies kCore = 1, kApplicator = 2, kUnevaluated = 4, kValidation = 8,
                              kFormatAnnotation = 16, kFormatAssertion = 32;
/// What a schema has that does not say otherwise.
inline constexpr Vocabularies kStandardVocabularies =
    kCore | kApplicator | kUnevaluated | kValidation | kFormatAnnotation;

/// The vocabularies any of which has the keyword.
Vocabularies vocabulariesOf(Keyword keyword);

/// Where a member of a schema holds further schemas.
enum class Holds : std::uint8_t { kSchema, kSchemaList, kSchemaMap };

/// How the named member holds schemas; nothing when it holds none, is unknown, or is of none of
/// these vocabularies.
std::optional<Holds> schemasIn(std::string_view name, Vocabularies vocabularies);

}  // namespace fairlead::schema
