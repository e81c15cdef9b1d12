#include "core/schema/assertions.h"

#include <algorithm>

#include "core/schema/number.h"
#include "core/schema/utf8.h"
#include "core/sort.h"

namespace fairlead::schema {

namespace {

using json::Kind;
using json::Value;

/// Up to so many items, comparing each with each is faster than sorting.
constexpr std::size_t kFewItems = 8;

bool isAmong(const Enumeration& values, Value value, Work& work) {
  const auto at =
      std::lower_bound(values.sorted.begin(), values.sorted.end(), value,
                       [&](Value one, Value wanted) { return compare(one, wanted, work) < 0; });
  return at != values.sorted.end() && compare(*at, value, work) == 0;
}

bool limitHolds(Keyword keyword, Value limit, Value value) {
  if (!value.isNumber()) return true;
  switch (keyword) {
    case Keyword::kMultipleOf:
      return isMultipleOf(value, limit);
    case Keyword::kMaximum:
      return compareNumbers(value, limit) <= 0;
    case Keyword::kExclusiveMaximum:
      return compareNumbers(value, limit) < 0;
    case Keyword::kMinimum:
      return compareNumbers(value, limit) >= 0;
    default:
      return compareNumbers(value, limit) > 0;
  }
}

std::size_t pointsIn(std::string_view text, Work& work) {
  return work.spend(text.size() / 128) ? countCodePoints(text) : 0;
}

/// A code point has one to four bytes, so most texts need not be counted.
bool hasAtLeast(std::string_view text, std::uint64_t count, Work& work) {
  return text.size() >= count && (text.size() / 4 >= count || pointsIn(text, work) >= count);
}
bool hasAtMost(std::string_view text, std::uint64_t count, Work& work) {
  return text.size() <= count || pointsIn(text, work) <= count;
}

bool countHolds(Keyword keyword, std::uint64_t count, Value value, Work& work) {
  switch (keyword) {
    case Keyword::kMaxLength:
      return !value.isString() || hasAtMost(value.string(), count, work);
    case Keyword::kMinLength:
      return !value.isString() || hasAtLeast(value.string(), count, work);
    case Keyword::kMaxItems:
      return !value.isArray() || value.array().size() <= count;
    case Keyword::kMinItems:
      return !value.isArray() || value.array().size() >= count;
    case Keyword::kMaxProperties:
      return !value.isObject() || value.object().size() <= count;
    default:
      return !value.isObject() || value.object().size() >= count;
  }
}

bool areFewUnique(json::Array items, Work& work) {
  for (auto item = items.begin(); item != items.end(); ++item) {
    for (auto other = items.begin(); other != item; ++other) {
      if (compare(*item, *other, work) == 0) return false;
    }
  }
  return true;
}

/// Sorting finds equal neighbours in n log n comparisons, whatever the items are.
bool areUnique(json::Array items, Work& work) {
  if (items.size() <= kFewItems) return areFewUnique(items, work);
  if (!work.spend(items.size())) return false;
  std::vector<Value> sorted(items.begin(), items.end());
  const auto isLess = [&](Value a, Value b) { return work.spend(1) && compare(a, b, work) < 0; };
  sortInPlace(sorted, isLess);
  return std::ranges::adjacent_find(
             sorted, [&](Value a, Value b) { return compare(a, b, work) == 0; }) == sorted.end();
}

bool hasAll(json::Object object, const NameList& names, Work& work) {
  return work.spend(names.size() / 8) &&
         std::ranges::all_of(names, [&](const std::string& name) { return object.contains(name); });
}

bool dependentsHold(const std::vector<std::pair<std::string, NameList>>& rules, json::Object object,
                    Work& work) {
  return work.spend(rules.size() / 8) && std::ranges::all_of(rules, [&](const auto& rule) {
           return !object.contains(rule.first) || hasAll(object, rule.second, work);
         });
}

}  // namespace

TypeMask typesOf(Value value) {
  constexpr TypeMask kTypes[] = {kNullType,
                                 kBooleanType,
                                 kNumberType | kIntegerType,
                                 kNumberType | kIntegerType,
                                 kNumberType,
                                 kStringType,
                                 kArrayType,
                                 kObjectType};
  static_assert(static_cast<int>(Kind::kObject) == 7);
  const TypeMask types = kTypes[static_cast<std::size_t>(value.kind())];
  return value.kind() == Kind::kDouble && isIntegral(value) ? types | kIntegerType : types;
}

bool holds(const CompiledSchema& schema, const Check& check, Value value, Work& work) {
  const std::uint32_t operand = check.operand;
  switch (check.keyword) {
    case Keyword::kType:
      return (operand & typesOf(value)) != 0;
    case Keyword::kEnum:
      return isAmong(schema.enumerations[operand], value, work);
    case Keyword::kConst:
      return compare(schema.values[operand], value, work) == 0;
    case Keyword::kMultipleOf:
    case Keyword::kMaximum:
    case Keyword::kExclusiveMaximum:
    case Keyword::kMinimum:
    case Keyword::kExclusiveMinimum:
      return limitHolds(check.keyword, schema.values[operand], value);
    case Keyword::kPattern:
      return !value.isString() || schema.patterns[operand].pattern.search(value.string(), work);
    case Keyword::kFormat:
      return !value.isString() || (work.spend(value.string().size() / 64) &&
                                   matches(static_cast<Format>(operand), value.string()));
    case Keyword::kUniqueItems:
      return !value.isArray() || areUnique(value.array(), work);
    case Keyword::kRequired:
      return !value.isObject() || hasAll(value.object(), schema.requiredNames[operand], work);
    case Keyword::kDependentRequired:
      return !value.isObject() ||
             dependentsHold(schema.dependentNames[operand], value.object(), work);
    default:
      return countHolds(check.keyword, schema.counts[operand], value, work);
  }
}

}  // namespace fairlead::schema
