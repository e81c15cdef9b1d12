// Order and equality of JSON values as JSON Schema sees them, exact for all numbers.
#pragma once

#include <compare>

#include "core/json/value.h"
#include "core/schema/work.h"

namespace fairlead::schema {

/// A total order of JSON values: by type (null, booleans, numbers, strings, arrays, objects), then
/// by content. Numbers are ordered by their mathematical value, so 1 and 1.0 are equal; objects
/// with the same members in another order are equal.
///
/// The comparison spends `work`, at most in proportion to the smaller value, and means nothing once
/// that is exhausted.
std::weak_ordering compare(json::Value a, json::Value b, Work& work);

/// The order of two numbers.
std::weak_ordering compareNumbers(json::Value a, json::Value b);

/// Whether the value is a number without a fraction, however it is written.
bool isIntegral(json::Value value);

/// Whether `number` is a multiple of `divisor` (> 0), both taken as the shortest decimals that
/// read as these doubles: 0.0075 is a multiple of 0.0001.
bool isMultipleOf(json::Value number, json::Value divisor);

}  // namespace fairlead::schema
