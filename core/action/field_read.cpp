#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/action/field.h"
#include "core/action/name.h"
#include "core/json/canonical.h"
#include "core/json/reader.h"

namespace fairlead::action {
namespace {

/// Whether the type's bounds count something, so that they are whole and not negative; whether it
/// has bounds at all.
enum class Bounds { kNone, kOfValue, kOfWholeValue, kOfCount };

Bounds boundsOf(FieldType type) {
  switch (type) {
    case FieldType::kNumber:
      return Bounds::kOfValue;
    case FieldType::kInteger:
      return Bounds::kOfWholeValue;
    case FieldType::kString:
    case FieldType::kArray:
      return Bounds::kOfCount;
    default:
      return Bounds::kNone;
  }
}

std::optional<double> readBound(json::ObjectReader& in, std::string_view name, Bounds bounds) {
  constexpr auto kLargest = double{json::kMaxSafeInteger};
  const std::optional<double> bound = in.optionalNumber(name, -kLargest, kLargest);
  if (!bound) return bound;
  if (bounds == Bounds::kNone)
    in.refuse("member_value", "A field of this type has no bounds.", name);
  else if (bounds != Bounds::kOfValue && std::trunc(*bound) != *bound)
    in.refuse("member_value", "The bounds of this type are whole numbers.", name);
  else if (bounds == Bounds::kOfCount && *bound < 0)
    in.refuse("member_value", "A length cannot be negative.", name);
  return bound;
}

void readBounds(json::ObjectReader& in, ValueRule& rule) {
  rule.min = readBound(in, "min", boundsOf(rule.type));
  rule.max = readBound(in, "max", boundsOf(rule.type));
  if (rule.min && rule.max && *rule.min > *rule.max)
    in.refuse("member_value",
              "min (" + json::formatNumber(*rule.min) + ") is greater than max (" +
                  json::formatNumber(*rule.max) + "), so no value would do.",
              "min");
}

void readPattern(json::ObjectReader& in, ValueRule& rule) {
  const auto text = in.optionalString("pattern");
  if (!text) return;
  if (rule.type != FieldType::kString)
    return in.refuse("member_value", "Only a field of type string has a pattern.", "pattern");
  Result<schema::Pattern> pattern = schema::Pattern::compile(*text);
  if (!pattern) return in.refuse("member_value", pattern.error().message, "pattern");
  rule.patternText = *text;
  rule.pattern = std::move(*pattern);
}

void readChoices(json::ObjectReader& in, ValueRule& rule) {
  auto choices = in.optionalStrings("enum");
  const bool isEnum = rule.type == FieldType::kEnum;
  if (isEnum != choices.has_value())
    return in.refuse("member_value", "A field has \"enum\" exactly when its type is enum.", "enum");
  if (!isEnum) return;
  const std::set<std::string> distinct(choices->begin(), choices->end());
  if (choices->empty() || distinct.contains("") || distinct.size() != choices->size())
    return in.refuse("member_value", "\"enum\" lists one or more different, non-empty words.",
                     "enum");
  rule.choices = std::move(*choices);
}

ValueRule readRule(json::ObjectReader& in) {
  ValueRule rule;
  rule.type =
      static_cast<FieldType>(in.choice("type", {"string", "uuid", "integer", "number", "boolean",
                                                "date", "datetime", "enum", "array"}));
  readBounds(in, rule);
  readPattern(in, rule);
  readChoices(in, rule);
  return rule;
}

ValueRule readItems(json::Value value, const json::Path& at, json::ObjectReader& field) {
  json::ObjectReader in(value, at);
  ValueRule rule = readRule(in);
  if (rule.type == FieldType::kArray)
    in.refuse("member_value", "The items of an array cannot be arrays.", "type");
  field.take(in.finish());
  return rule;
}

Result<Field> readField(json::Value value, const json::Path& at) {
  json::ObjectReader in(value, at);
  Field field;
  field.name = readName(in, "name");
  field.rule = readRule(in);
  field.required = in.boolean("required");
  field.label = readOptionalText(in, "label").value_or(field.name);
  readOptionalText(in, "description");
  const json::Path itemsAt = at / "items";
  const std::optional<json::Value> items = in.optional("items");
  if (items.has_value() != (field.rule.type == FieldType::kArray))
    in.refuse("member_value", "A field has \"items\" exactly when its type is array.", "items");
  else if (items)
    field.items = readItems(*items, itemsAt, in);
  if (Result<void> done = in.finish(); !done) return std::unexpected(done.error());
  Result<std::string> document = json::canonicalize(value);
  if (!document) return fail("member_value", document.error().message, document.error().path);
  field.document = std::move(*document);
  return field;
}

}  // namespace

Result<std::vector<Field>> readFields(json::Value value, const json::Path& at) {
  const std::optional<json::Array> documents = value.asArray();
  if (!documents) return fail("member_type", "\"fields\" must be an array.", at.text());
  std::vector<Field> fields;
  std::set<std::string> names;
  for (const json::Value document : *documents) {
    const json::Path fieldAt = at / fields.size();
    Result<Field> field = readField(document, fieldAt);
    if (!field) return std::unexpected(field.error());
    if (!names.insert(field->name).second)
      return fail("member_value", "There is another field named " + field->name + ".",
                  (fieldAt / "name").text());
    fields.push_back(std::move(*field));
  }
  return fields;
}

}  // namespace fairlead::action
