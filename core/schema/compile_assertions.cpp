// Keywords that judge a value by itself.
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/schema/node_compiler.h"
#include "core/schema/number.h"
#include "core/sort.h"

namespace fairlead::schema {

namespace {

/// Of all patterns of a schema together, as Pattern::size: about 4 MB.
constexpr std::size_t kMaxPatternSizes = std::size_t{1} << 18;

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

TypeMask typeNamed(json::Value value) {
  return value.isString() ? typeNamed(value.string()) : 0;
}

/// The types of a name or of an array of different names; 0 when it is neither.
TypeMask typesNamed(json::Value value) {
  if (!value.isArray()) return typeNamed(value);
  TypeMask types = 0;
  for (const json::Value item : value.array()) {
    const TypeMask type = typeNamed(item);
    if (type == 0 || (types & type) != 0) return 0;
    types |= type;
  }
  return types;
}

}  // namespace

void SchemaCompiler::compileType(Keyword, Value value) {
  const TypeMask types = typesNamed(value);
  if (types == 0) {
    refuseInvalid("type",
                  "\"type\" must be null, boolean, integer, number, string, array or "
                  "object, or an array of different ones.");
  }
  add(Keyword::kType, types);
}

void SchemaCompiler::compileEnum(Keyword, Value value) {
  if (!value.isArray()) return refuseInvalid("enum", "\"enum\" must be an array.");
  Enumeration values{.listed = value.array()};
  values.sorted.assign(values.listed.begin(), values.listed.end());
  Work work(kMaxWork);
  sortInPlace(values.sorted, [&](Value a, Value b) { return compare(a, b, work) < 0; });
  if (work.isExhausted()) return refuseInvalid("enum", "These values are too large to be sorted.");
  addTo(compiled_.enumerations, Keyword::kEnum, std::move(values));
}

void SchemaCompiler::compileConst(Keyword, Value value) {
  addTo(compiled_.values, Keyword::kConst, value);
}

void SchemaCompiler::compileLimit(Keyword keyword, Value value) {
  if (!value.isNumber()) {
    return refuseInvalid(nameOf(keyword), "This keyword takes a number.");
  }
  if (keyword == Keyword::kMultipleOf && value.number() <= 0) {
    return refuseInvalid("multipleOf", "\"multipleOf\" must be greater than 0.");
  }
  addTo(compiled_.values, keyword, value);
}

std::optional<std::uint64_t> SchemaCompiler::countOf(std::string_view name, Value value) {
  const auto count = value.asInteger();
  if (count && *count >= 0) return static_cast<std::uint64_t>(*count);
  refuseInvalid(name, "This keyword takes a whole number that is not negative.");
  return std::nullopt;
}

void SchemaCompiler::compileCount(Keyword keyword, Value value) {
  if (const auto count = countOf(nameOf(keyword), value)) {
    addTo(compiled_.counts, keyword, *count);
  }
}

std::optional<Pattern> SchemaCompiler::patternOf(std::string_view expression, std::string path) {
  auto pattern = Pattern::compile(expression);
  if (!pattern) {
    const bool isInvalid = pattern.error().code == "schema_pattern_invalid";
    refuse(isInvalid ? "schema_invalid" : pattern.error().code, pattern.error().message,
           std::move(path));
    return std::nullopt;
  }
  patternSize_ += pattern->size();
  if (patternSize_ > kMaxPatternSizes) {
    refuse("schema_unsupported", "The patterns of this schema are too large together.",
           std::move(path));
    return std::nullopt;
  }
  return std::move(*pattern);
}

void SchemaCompiler::compilePattern(Keyword, Value value) {
  if (!value.isString()) return refuseInvalid("pattern", "\"pattern\" must be a string.");
  if (auto pattern = patternOf(value.string(), pathOf("pattern"))) {
    addTo(compiled_.patterns, Keyword::kPattern,
          PatternRule{std::string(value.string()), std::move(*pattern)});
  }
}

void SchemaCompiler::compileFormat(Keyword, Value value) {
  if (!value.isString()) return refuseInvalid("format", "\"format\" must be a string.");
  if (!compiled_.options.format && !has(kFormatAssertion)) return;
  const std::string_view name = value.string();
  if (const auto format = formatNamed(name)) {
    add(Keyword::kFormat, static_cast<std::size_t>(*format));
  } else if (isStandardFormat(name)) {
    refuse("schema_unsupported", "The format \"" + std::string(name) + "\" is not supported.",
           pathOf("format"));
  }
}

void SchemaCompiler::compileUniqueItems(Keyword, Value value) {
  if (!value.isBoolean()) return refuseInvalid("uniqueItems", "\"uniqueItems\" must be a boolean.");
  if (value.boolean()) add(Keyword::kUniqueItems, 0);
}

std::optional<NameList> SchemaCompiler::namesOf(Value value, const std::string& path) {
  NameList names;
  bool areNames = value.isArray();
  if (areNames) {
    for (const Value item : value.array()) {
      areNames = areNames && item.isString();
      if (areNames) names.emplace_back(item.string());
    }
  }
  NameList sorted = names;
  sortInPlace(sorted);
  if (areNames && std::ranges::adjacent_find(sorted) == sorted.end()) return names;
  refuse("schema_invalid", "An array of different member names is needed here.", path);
  return std::nullopt;
}

void SchemaCompiler::compileRequired(Keyword, Value value) {
  if (auto names = namesOf(value, pathOf("required"))) {
    addTo(compiled_.requiredNames, Keyword::kRequired, std::move(*names));
  }
}

void SchemaCompiler::compileDependentRequired(Keyword, Value value) {
  if (!value.isObject()) {
    return refuseInvalid("dependentRequired", "\"dependentRequired\" must be an object.");
  }
  std::vector<std::pair<std::string, NameList>> rules;
  for (const json::Member entry : value.object()) {
    auto names = namesOf(entry.value, pathOf("dependentRequired"));
    if (!names) return;
    rules.emplace_back(entry.name, std::move(*names));
  }
  addTo(compiled_.dependentNames, Keyword::kDependentRequired, std::move(rules));
}

}  // namespace fairlead::schema
