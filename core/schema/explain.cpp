// The words of violations.
#include <utility>

#include "core/dom/canonical.h"
#include "core/dom/reader.h"
#include "core/schema/assertions.h"
#include "core/schema/utf8.h"

namespace fairlead::schema {

namespace {

using dom::Value;

constexpr std::size_t kShownCharacters = 40;
constexpr std::size_t kShownValues = 10;

std::string counted(std::uint64_t count, std::string_view what) {
  std::string text = std::to_string(count) + " " + std::string(what);
  if (count != 1) text += 's';
  return text;
}

std::string quotedStart(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < kShownCharacters && end < text.size(); ++i) nextCodePoint(text, end);
  std::string out;
  dom::appendQuoted(out, text.substr(0, end));
  if (end < text.size()) out += "…";
  return out;
}

std::string numberText(const Value& value) {
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  return dom::formatNumber(value.get_double());
}

std::string typeWords(TypeMask types) {
  constexpr std::pair<TypeMask, std::string_view> kWords[] = {
      {kStringType, "a string"},   {kIntegerType, "an integer"}, {kNumberType, "a number"},
      {kBooleanType, "a boolean"}, {kArrayType, "an array"},     {kObjectType, "an object"},
      {kNullType, "null"},
  };
  std::string text;
  for (const auto& [type, word] : kWords) {
    if ((types & type) == 0) continue;
    if (!text.empty()) text += " or ";
    text += word;
  }
  return text;
}

std::string valueList(const dom::Array& values) {
  if (values.empty()) return "nothing";
  std::string text = values.size() == 1 ? "" : "one of ";
  for (std::size_t i = 0; i < values.size() && i < kShownValues; ++i) {
    if (i > 0) text += ", ";
    text += describe(values[i]);
  }
  if (values.size() > kShownValues) text += ", …";
  return text;
}

std::string limitWords(Keyword keyword, const Value& limit) {
  const std::string number = numberText(limit);
  switch (keyword) {
    case Keyword::kMultipleOf:
      return "a multiple of " + number;
    case Keyword::kMaximum:
      return "at most " + number;
    case Keyword::kExclusiveMaximum:
      return "less than " + number;
    case Keyword::kMinimum:
      return "at least " + number;
    default:
      return "more than " + number;
  }
}

/// The message "The value must be X." with X as what is expected.
Reason mustBe(std::string expected, const Value& value) {
  return {"The value must be " + expected + ".", std::move(expected), describe(value)};
}

Reason countReason(Keyword keyword, std::uint64_t count, const Value& value) {
  struct Form {
    std::string_view what, verb, bound;
    std::size_t size;
  };
  const auto form = [&]() -> Form {
    switch (keyword) {
      case Keyword::kMaxLength:
        return {"character", "The text", "at most ", countCodePoints(value.get_string())};
      case Keyword::kMinLength:
        return {"character", "The text", "at least ", countCodePoints(value.get_string())};
      case Keyword::kMaxItems:
        return {"item", "The array", "at most ", value.get_array().size()};
      case Keyword::kMinItems:
        return {"item", "The array", "at least ", value.get_array().size()};
      case Keyword::kMaxProperties:
        return {"member", "The object", "at most ", value.get_object().size()};
      default:
        return {"member", "The object", "at least ", value.get_object().size()};
    }
  }();
  const std::string expected = std::string(form.bound) + counted(count, form.what);
  return {std::string(form.verb) + " must have " + expected + ".", expected,
          counted(form.size, form.what)};
}

void addMissing(const dom::Object& object, const NameList& names, std::string_view because,
                std::vector<Reason>& reasons) {
  for (const std::string& name : names) {
    if (object.contains(name)) continue;
    const std::string member = "the member " + quotedStart(name);
    reasons.push_back({"The object must have " + member + std::string(because) + ".", member,
                       "an object without it"});
  }
}

}  // namespace

std::string describe(const Value& value) {
  if (value.is_string()) return quotedStart(value.get_string());
  if (value.is_number()) return numberText(value);
  if (value.is_bool()) return value.get_bool() ? "true" : "false";
  if (value.is_array()) return "an array of " + counted(value.get_array().size(), "item");
  if (value.is_object()) return "an object of " + counted(value.get_object().size(), "member");
  return "null";
}

std::vector<Reason> explain(const CompiledSchema& schema, const Check& check, const Value& value) {
  const std::uint32_t operand = check.operand;
  std::vector<Reason> reasons;
  switch (check.keyword) {
    case Keyword::kType: {
      Reason reason = mustBe(typeWords(operand), value);
      reason.message.pop_back();
      reason.message += ", not " + std::string(dom::kindOf(value)) + ".";
      return {reason};
    }
    case Keyword::kEnum:
      return {mustBe(valueList(schema.enumerations[operand]), value)};
    case Keyword::kConst:
      return {mustBe(describe(schema.values[operand]), value)};
    case Keyword::kMultipleOf:
    case Keyword::kMaximum:
    case Keyword::kExclusiveMaximum:
    case Keyword::kMinimum:
    case Keyword::kExclusiveMinimum:
      return {mustBe(limitWords(check.keyword, schema.values[operand]), value)};
    case Keyword::kPattern: {
      const std::string& expression = schema.patterns[operand].first;
      return {{"The text must match the pattern " + expression + ".", "a match of " + expression,
               describe(value)}};
    }
    case Keyword::kFormat: {
      const auto format = static_cast<Format>(operand);
      const std::string example(exampleOf(format));
      return {{"The text must be of the format " + std::string(nameOf(format)) + ", such as " +
                   example + ".",
               std::string(nameOf(format)), describe(value)}};
    }
    case Keyword::kUniqueItems:
      return {{"The array must not have the same item twice.", "different items", describe(value)}};
    case Keyword::kRequired:
      addMissing(value.get_object(), schema.requiredNames[operand], "", reasons);
      return reasons;
    case Keyword::kDependentRequired:
      for (const auto& [name, names] : schema.dependentNames[operand]) {
        if (!value.get_object().contains(name)) continue;
        addMissing(value.get_object(), names, " where it has " + quotedStart(name), reasons);
      }
      return reasons;
    default:
      return {countReason(check.keyword, schema.counts[operand], value)};
  }
}

}  // namespace fairlead::schema
