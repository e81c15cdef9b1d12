#include "core/schema/assertions.h"

#include <algorithm>

#include "core/schema/number.h"
#include "core/schema/utf8.h"

namespace fairlead::schema {

namespace {

using dom::Value;

TypeMask typeOf(const Value& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return kNullType;
    case boost::json::kind::bool_:
      return kBooleanType;
    case boost::json::kind::string:
      return kStringType;
    case boost::json::kind::array:
      return kArrayType;
    case boost::json::kind::object:
      return kObjectType;
    default:
      return kNumberType | (isIntegral(value) ? kIntegerType : 0);
  }
}

bool isAmong(const dom::Array& values, const Value& value) {
  return std::ranges::any_of(values, [&](const Value& one) { return equal(one, value); });
}

bool limitHolds(Keyword keyword, const Value& limit, const Value& value) {
  if (!value.is_number()) return true;
  switch (keyword) {
    case Keyword::kMultipleOf:
      return isMultipleOf(value, limit);
    case Keyword::kMaximum:
      return compare(value, limit) <= 0;
    case Keyword::kExclusiveMaximum:
      return compare(value, limit) < 0;
    case Keyword::kMinimum:
      return compare(value, limit) >= 0;
    default:
      return compare(value, limit) > 0;
  }
}

/// A code point has one to four bytes, so most texts need not be counted.
bool hasAtLeast(const dom::String& text, std::uint64_t count) {
  return text.size() >= count && (text.size() / 4 >= count || countCodePoints(text) >= count);
}
bool hasAtMost(const dom::String& text, std::uint64_t count) {
  return text.size() <= count || countCodePoints(text) <= count;
}

bool countHolds(Keyword keyword, std::uint64_t count, const Value& value) {
  switch (keyword) {
    case Keyword::kMaxLength:
      return !value.is_string() || hasAtMost(value.get_string(), count);
    case Keyword::kMinLength:
      return !value.is_string() || hasAtLeast(value.get_string(), count);
    case Keyword::kMaxItems:
      return !value.is_array() || value.get_array().size() <= count;
    case Keyword::kMinItems:
      return !value.is_array() || value.get_array().size() >= count;
    case Keyword::kMaxProperties:
      return !value.is_object() || value.get_object().size() <= count;
    default:
      return !value.is_object() || value.get_object().size() >= count;
  }
}

/// Sorting finds equal neighbours in n log n comparisons, whatever the items are.
bool areUnique(const dom::Array& items) {
  std::vector<const Value*> sorted;
  sorted.reserve(items.size());
  for (const Value& item : items) sorted.push_back(&item);
  std::ranges::sort(sorted, [](const Value* a, const Value* b) { return compare(*a, *b) < 0; });
  return std::ranges::adjacent_find(
             sorted, [](const Value* a, const Value* b) { return equal(*a, *b); }) == sorted.end();
}

bool hasAll(const dom::Object& object, const NameList& names) {
  return std::ranges::all_of(names, [&](const std::string& name) { return object.contains(name); });
}

}  // namespace

bool holds(const CompiledSchema& schema, const Check& check, const Value& value) {
  const std::uint32_t operand = check.operand;
  switch (check.keyword) {
    case Keyword::kType:
      return (operand & typeOf(value)) != 0;
    case Keyword::kEnum:
      return isAmong(schema.enumerations[operand], value);
    case Keyword::kConst:
      return equal(schema.values[operand], value);
    case Keyword::kMultipleOf:
    case Keyword::kMaximum:
    case Keyword::kExclusiveMaximum:
    case Keyword::kMinimum:
    case Keyword::kExclusiveMinimum:
      return limitHolds(check.keyword, schema.values[operand], value);
    case Keyword::kPattern:
      return !value.is_string() || schema.patterns[operand].second.search(value.get_string());
    case Keyword::kFormat:
      return !value.is_string() || matches(static_cast<Format>(operand), value.get_string());
    case Keyword::kUniqueItems:
      return !value.is_array() || areUnique(value.get_array());
    case Keyword::kRequired:
      return !value.is_object() || hasAll(value.get_object(), schema.requiredNames[operand]);
    case Keyword::kDependentRequired:
      return !value.is_object() ||
             std::ranges::all_of(schema.dependentNames[operand], [&](const auto& rule) {
               const dom::Object& object = value.get_object();
               return !object.contains(rule.first) || hasAll(object, rule.second);
             });
    default:
      return countHolds(check.keyword, schema.counts[operand], value);
  }
}

}  // namespace fairlead::schema
