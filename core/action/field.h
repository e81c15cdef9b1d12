// A field of an action's payload: what the registry says of it, and whether a value fits.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/pointer.h"
#include "core/json/value.h"
#include "core/schema/pattern.h"

namespace fairlead::action {

enum class FieldType {
  kString,
  kUuid,
  kInteger,
  kNumber,
  kBoolean,
  kDate,
  kDatetime,
  kEnum,
  kArray,
};

/// What one value must be. Bounds are inclusive and count what the type has: the value of a
/// number, the code points of a string, the items of an array.
struct ValueRule {
  FieldType type = FieldType::kString;
  std::optional<double> min;
  std::optional<double> max;
  std::string patternText;                 // empty: none
  std::optional<schema::Pattern> pattern;  // searched for, so anchored only if it says so
  std::vector<std::string> choices;        // for kEnum
};

struct Field {
  std::string name;
  std::string label;  // the field's label, else its name: how messages call it
  bool required = false;
  ValueRule rule;
  std::optional<ValueRule> items;  // for kArray: what each item must be, if that matters
  std::string document;            // as the registry has it, as canonical JSON, for forms
};

/// Reads `fields` of an action. Codes: those of json/reader.h, with the path of the fault; a bound
/// that contradicts another, or does not fit the type, is member_value.
Result<std::vector<Field>> readFields(json::Value value, const json::Path& at);

/// One way in which a payload does not fit.
struct Fault {
  std::string path;       // pointer into the payload
  std::string_view code;  // required unknown type minimum maximum length pattern enum format
  std::string message;    // a sentence for the form
  std::string expected;   // what would do, in a few words
  std::optional<std::string> got;  // kind and size, or a number or boolean; never a text itself
};

/// The most faults that are gathered; a payload that has more is denied all the same.
inline constexpr std::size_t kMaxFaults = 100;

/// All faults of a payload: those of the fields in the registry's order, then unknown members in
/// the payload's order. Empty when it fits. An optional field may be left out, but not be null.
std::vector<Fault> checkFields(const std::vector<Field>& fields, json::Value payload);

}  // namespace fairlead::action
