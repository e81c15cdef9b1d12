// Keywords that judge a value by itself.
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/dom/reader.h"
#include "core/schema/node_compiler.h"
#include "core/schema/number.h"

namespace fairlead::schema {

namespace {

TypeMask typeNamed(std::string_view name) {
  constexpr std::pair<std::string_view, TypeMask> kTypes[] = {
      {"null", kNullType},     {"boolean", kBooleanType}, {"integer", kIntegerType},
      {"number", kNumberType}, {"string", kStringType},   {"array", kArrayType},
      {"object", kObjectType},
  };
  for (const auto& [typeName, type] : kTypes) {
    if (typeName == name) return type;
  }
  return 0;
}

TypeMask typeNamed(const dom::Value& value) {
  return value.is_string() ? typeNamed(std::string_view(value.get_string())) : 0;
}

/// The types of a name or of an array of different names; 0 when it is neither.
TypeMask typesOf(const dom::Value& value) {
  const dom::Array* list = value.if_array();
  if (list == nullptr) return typeNamed(value);
  TypeMask types = 0;
  for (const dom::Value& item : *list) {
    const TypeMask type = typeNamed(item);
    if (type == 0 || (types & type) != 0) return 0;
    types |= type;
  }
  return types;
}

}  // namespace

void SchemaCompiler::compileType(Keyword, const Value& value) {
  const TypeMask types = typesOf(value);
  if (types == 0) {
    refuseInvalid("type",
                  "\"type\" must be null, boolean, integer, number, string, array or "
                  "object, or an array of different ones.");
  }
  add(Keyword::kType, types);
}

void SchemaCompiler::compileEnum(Keyword, const Value& value) {
  const dom::Array* values = value.if_array();
  if (values == nullptr) return refuseInvalid("enum", "\"enum\" must be an array.");
  addTo(compiled_.enumerations, Keyword::kEnum, *values);
}

void SchemaCompiler::compileConst(Keyword, const Value& value) {
  addTo(compiled_.values, Keyword::kConst, value);
}

void SchemaCompiler::compileLimit(Keyword keyword, const Value& value) {
  if (!value.is_number()) {
    return refuseInvalid(nameOf(keyword), "This keyword takes a number.");
  }
  if (keyword == Keyword::kMultipleOf && compare(value, 0) <= 0) {
    return refuseInvalid("multipleOf", "\"multipleOf\" must be greater than 0.");
  }
  addTo(compiled_.values, keyword, value);
}

std::optional<std::uint64_t> SchemaCompiler::countOf(std::string_view name, const Value& value) {
  const auto count = dom::asInteger(value);
  if (count && *count >= 0) return static_cast<std::uint64_t>(*count);
  refuseInvalid(name, "This keyword takes a whole number that is not negative.");
  return std::nullopt;
}

void SchemaCompiler::compileCount(Keyword keyword, const Value& value) {
  if (const auto count = countOf(nameOf(keyword), value)) {
    addTo(compiled_.counts, keyword, *count);
  }
}

std::optional<Pattern> SchemaCompiler::patternOf(std::string_view expression, std::string path) {
  auto pattern = Pattern::compile(expression);
  if (pattern) return std::move(*pattern);
  const bool isInvalid = pattern.error().code == "schema_pattern_invalid";
  refuse(isInvalid ? "schema_invalid" : pattern.error().code, pattern.error().message,
         std::move(path));
  return std::nullopt;
}

void SchemaCompiler::compilePattern(Keyword, const Value& value) {
  const dom::String* expression = value.if_string();
  if (expression == nullptr) return refuseInvalid("pattern", "\"pattern\" must be a string.");
  if (auto pattern = patternOf(*expression, pathOf("pattern"))) {
    addTo(compiled_.patterns, Keyword::kPattern,
          std::pair(std::string(*expression), std::move(*pattern)));
  }
}

void SchemaCompiler::compileFormat(Keyword, const Value& value) {
  const dom::String* name = value.if_string();
  if (name == nullptr) return refuseInvalid("format", "\"format\" must be a string.");
  if (!compiled_.options.format) return;
  if (const auto format = formatNamed(*name)) {
    add(Keyword::kFormat, static_cast<std::size_t>(*format));
  } else if (isStandardFormat(*name)) {
    refuse("schema_unsupported", "The format \"" + std::string(*name) + "\" is not supported.",
           pathOf("format"));
  }
}

void SchemaCompiler::compileUniqueItems(Keyword, const Value& value) {
  const bool* isUnique = value.if_bool();
  if (isUnique == nullptr)
    return refuseInvalid("uniqueItems", "\"uniqueItems\" must be a boolean.");
  if (*isUnique) add(Keyword::kUniqueItems, 0);
}

std::optional<NameList> SchemaCompiler::namesOf(const Value& value, const std::string& path) {
  NameList names;
  const dom::Array* list = value.if_array();
  bool areNames = list != nullptr;
  for (std::size_t i = 0; areNames && i < list->size(); ++i) {
    const dom::String* name = (*list)[i].if_string();
    areNames = name != nullptr;
    if (areNames) names.emplace_back(*name);
  }
  NameList sorted = names;
  std::ranges::sort(sorted);
  if (areNames && std::ranges::adjacent_find(sorted) == sorted.end()) return names;
  refuse("schema_invalid", "An array of different member names is needed here.", path);
  return std::nullopt;
}

void SchemaCompiler::compileRequired(Keyword, const Value& value) {
  if (auto names = namesOf(value, pathOf("required"))) {
    addTo(compiled_.requiredNames, Keyword::kRequired, std::move(*names));
  }
}

void SchemaCompiler::compileDependentRequired(Keyword, const Value& value) {
  const dom::Object* dependents = value.if_object();
  if (dependents == nullptr) {
    return refuseInvalid("dependentRequired", "\"dependentRequired\" must be an object.");
  }
  std::vector<std::pair<std::string, NameList>> rules;
  for (const auto& entry : *dependents) {
    auto names = namesOf(entry.value(), pathOf("dependentRequired"));
    if (!names) return;
    rules.emplace_back(entry.key(), std::move(*names));
  }
  addTo(compiled_.dependentNames, Keyword::kDependentRequired, std::move(rules));
}

}  // namespace fairlead::schema
