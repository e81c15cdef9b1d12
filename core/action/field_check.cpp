#include <algorithm>
#include <cmath>

#include "core/action/field.h"
#include "core/action/text.h"
#include "core/json/canonical.h"
#include "core/schema/format.h"
#include "core/schema/utf8.h"
#include "core/words.h"

namespace fairlead::action {
namespace {

constexpr std::string_view kSafeRange = "from -9007199254740991 to 9007199254740991";

/// What a value of the type is, as it stands after "must be".
std::string nounFor(const ValueRule& rule) {
  switch (rule.type) {
    case FieldType::kString:
      return "text";
    case FieldType::kUuid:
      return "an identifier such as 0f8fad5b-d9cb-469f-a165-70867728950e";
    case FieldType::kInteger:
      return "a whole number";
    case FieldType::kNumber:
      return "a number";
    case FieldType::kBoolean:
      return "true or false";
    case FieldType::kDate:
      return "a real date, such as 2026-05-31";
    case FieldType::kDatetime:
      return "a real date and time with its offset, such as 2026-05-31T14:30:00Z";
    case FieldType::kArray:
      return "a list";
    case FieldType::kEnum:
      break;
  }
  std::string noun = "one of ";
  for (const std::string& choice : rule.choices)
    noun += (&choice == rule.choices.data() ? "" : ", ") + choice;
  return noun;
}

/// A value in a few words that give nothing of a text away.
std::string describe(json::Value value) {
  switch (value.kind()) {
    case json::Kind::kNull:
      return "null";
    case json::Kind::kBoolean:
      return value.boolean() ? "true" : "false";
    case json::Kind::kString:
      return "text of " + counted(schema::countCodePoints(value.string()), "character");
    case json::Kind::kArray:
      return "a list of " + counted(value.array().size(), "item");
    case json::Kind::kObject:
      return "an object";
    default:
      return json::formatNumber(value.number());
  }
}

bool isSafe(double number) {
  return std::fabs(number) <= double{json::kMaxSafeInteger};
}

/// Checks values against rules and keeps the faults.
class FieldChecker {
 public:
  void check(const Field& field, json::Object payload);
  void refuseUnknown(const std::vector<Field>& fields, json::Object payload);

  std::vector<Fault> faults;
  std::size_t found = 0;  // how many fields the payload has

 private:
  struct Place {
    const json::Path& at;
    const Field& field;
    std::optional<std::size_t> item;  // of the field, where it is a list
    json::Value value;
  };

  bool full() const { return faults.size() >= kMaxFaults; }
  void add(const Place& place, std::string_view code, std::string_view must, std::string expected);

  void checkValue(const ValueRule& rule, const Place& place);
  void checkNumber(const ValueRule& rule, const Place& place);
  void checkText(const ValueRule& rule, const Place& place);
  void checkString(const ValueRule& rule, std::string_view text, const Place& place);
  void checkLength(const ValueRule& rule, std::size_t length, std::string_view unit,
                   const Place& place);
  void checkItems(const Field& field, json::Array items, const json::Path& at);
};

void FieldChecker::add(const Place& place, std::string_view code, std::string_view must,
                       std::string expected) {
  if (full()) return;
  std::string message;
  if (place.item) message = "Item " + std::to_string(*place.item + 1) + " of ";
  message += place.field.label + " must " + std::string(must) + " " + expected + ".";
  faults.push_back(
      {place.at.text(), code, std::move(message), std::move(expected), describe(place.value)});
}

void FieldChecker::checkNumber(const ValueRule& rule, const Place& place) {
  const std::optional<double> number = place.value.asNumber();
  const bool needsWhole = rule.type == FieldType::kInteger;
  if (!number || (needsWhole && std::trunc(*number) != *number))
    return add(place, "type", "be", nounFor(rule));
  // Beyond this, readers in JavaScript would get another number than the one that was signed.
  if (!isSafe(*number)) return add(place, "type", "be", std::string(kSafeRange));
  if (rule.min && *number < *rule.min)
    add(place, "minimum", "be", "at least " + json::formatNumber(*rule.min));
  if (rule.max && *number > *rule.max)
    add(place, "maximum", "be", "at most " + json::formatNumber(*rule.max));
}

void FieldChecker::checkLength(const ValueRule& rule, std::size_t length, std::string_view unit,
                               const Place& place) {
  const auto size = static_cast<double>(length);
  const auto bound = [&](double n) { return counted(static_cast<std::uint64_t>(n), unit); };
  if (rule.min && size < *rule.min) add(place, "length", "have", "at least " + bound(*rule.min));
  if (rule.max && size > *rule.max) add(place, "length", "have", "at most " + bound(*rule.max));
}

void FieldChecker::checkString(const ValueRule& rule, std::string_view text, const Place& place) {
  if (hasNul(text)) return add(place, "format", "be", "text without the character U+0000");
  checkLength(rule, schema::countCodePoints(text), "character", place);
  if (rule.pattern && !rule.pattern->search(text))
    add(place, "pattern", "match", "the pattern " + rule.patternText);
}

void FieldChecker::checkText(const ValueRule& rule, const Place& place) {
  const std::optional<std::string_view> text = place.value.asString();
  if (!text) return add(place, "type", "be", nounFor(rule));
  if (rule.type == FieldType::kString) return checkString(rule, *text, place);
  if (rule.type == FieldType::kEnum) {
    if (std::ranges::find(rule.choices, *text) == rule.choices.end())
      add(place, "enum", "be", nounFor(rule));
    return;
  }
  const bool fits = rule.type == FieldType::kUuid   ? schema::isUuid(*text)
                    : rule.type == FieldType::kDate ? schema::isDate(*text)
                                                    : schema::isDateTime(*text);
  if (!fits) add(place, "format", "be", nounFor(rule));
}

void FieldChecker::checkValue(const ValueRule& rule, const Place& place) {
  switch (rule.type) {
    case FieldType::kInteger:
    case FieldType::kNumber:
      return checkNumber(rule, place);
    case FieldType::kBoolean:
      if (!place.value.isBoolean()) add(place, "type", "be", nounFor(rule));
      return;
    case FieldType::kArray:
      if (!place.value.isArray()) return add(place, "type", "be", nounFor(rule));
      return checkLength(rule, place.value.array().size(), "item", place);
    default:
      return checkText(rule, place);
  }
}

void FieldChecker::checkItems(const Field& field, json::Array items, const json::Path& at) {
  std::size_t i = 0;
  for (const json::Value item : items) {
    if (full()) return;
    const json::Path itemAt = at / i;
    checkValue(*field.items, {itemAt, field, i, item});
    ++i;
  }
}

void FieldChecker::check(const Field& field, json::Object payload) {
  const json::Path root;
  const json::Path at = root / field.name;
  if (const std::optional<json::Value> value = payload.find(field.name)) {
    ++found;
    checkValue(field.rule, {at, field, std::nullopt, *value});
    if (field.items && value->isArray()) checkItems(field, value->array(), at);
  } else if (field.required && !full()) {
    faults.push_back(
        {at.text(), "required", field.label + " is required.", nounFor(field.rule), std::nullopt});
  }
}

void FieldChecker::refuseUnknown(const std::vector<Field>& fields, json::Object payload) {
  const json::Path root;
  for (const auto& [name, value] : payload) {
    if (full()) return;
    if (std::ranges::find(fields, name, &Field::name) != fields.end()) continue;
    const json::Path at = root / name;
    faults.push_back({at.text(), "unknown", "There is no field named " + cut(name) + ".",
                      "no such member", describe(value)});
  }
}

}  // namespace

std::vector<Fault> checkFields(const std::vector<Field>& fields, json::Value payload) {
  const std::optional<json::Object> object = payload.asObject();
  if (!object)
    return {{"", "type", "The payload must be an object.", "an object", describe(payload)}};
  FieldChecker checker;
  for (const Field& field : fields) checker.check(field, *object);
  if (checker.found < object->size()) checker.refuseUnknown(fields, *object);
  return std::move(checker.faults);
}

}  // namespace fairlead::action
