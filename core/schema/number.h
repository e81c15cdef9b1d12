// Order and equality of JSON values as JSON Schema sees them, exact for all numbers.
#pragma once

#include <compare>

#include "core/dom/json.h"

namespace fairlead::schema {

/// A total order of JSON values: by type (null, booleans, numbers, strings, arrays, objects), then
/// by content. Numbers are ordered by their mathematical value, so 1 and 1.0 are equal; objects
/// with the same members in another order are equal.
std::weak_ordering compare(const dom::Value& a, const dom::Value& b);

inline bool equal(const dom::Value& a, const dom::Value& b) {
  return compare(a, b) == 0;
}

/// Whether the value is a number without a fraction, however it is written.
bool isIntegral(const dom::Value& value);

/// Whether `number` is a multiple of `divisor` (> 0), both taken as the shortest decimals that
/// read as these doubles: 0.0075 is a multiple of 0.0001.
bool isMultipleOf(const dom::Value& number, const dom::Value& divisor);

}  // namespace fairlead::schema
