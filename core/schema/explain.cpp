// The words of violations.
#include <utility>

#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "core/schema/assertions.h"
#include "core/schema/utf8.h"
#include "core/words.h"

namespace fairlead::schema {

namespace {

using json::Value;

constexpr std::size_t kShownCharacters = 40;
constexpr std::size_t kShownValues = 10;

std::string quotedStart(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < kShownCharacters && end < text.size(); ++i) nextCodePoint(text, end);
  std::string out;
  json::appendQuoted(out, text.substr(0, end));
  if (end < text.size()) out += "…";
  return out;
}

std::string numberText(Value value) {
  if (value.kind() == json::Kind::kInteger) return std::to_string(value.integer());
  if (value.kind() == json::Kind::kUnsigned) return std::to_string(value.unsignedInteger());
  return json::formatNumber(value.number());
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

std::string valueList(json::Array values) {
  if (values.empty()) return "nothing";
  std::string text = values.size() == 1 ? "" : "one of ";
  std::size_t shown = 0;
  for (const Value value : values) {
    if (shown == kShownValues) break;
    if (shown++ > 0) text += ", ";
    text += describe(value);
  }
  if (values.size() > kShownValues) text += ", …";
  return text;
}

std::string limitWords(Keyword keyword, Value limit) {
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
Reason mustBe(std::string expected, Value value) {
  return {"The value must be " + expected + ".", std::move(expected), describe(value)};
}

std::uint64_t sizeFor(Keyword keyword, Value value) {
  if (keyword == Keyword::kMaxLength || keyword == Keyword::kMinLength) {
    return countCodePoints(value.string());
  }
  return value.isArray() ? value.array().size() : value.object().size();
}

void addMissing(json::Object object, const NameList& names, std::string_view because,
                std::vector<Reason>& reasons) {
  for (const std::string& name : names) {
    if (reasons.size() == kMaxViolations) return;
    if (!object.contains(name)) reasons.push_back(missingMember(name, because));
  }
}

}  // namespace

std::string describe(Value value) {
  if (value.isString()) return quotedStart(value.string());
  if (value.isNumber()) return numberText(value);
  if (value.isBoolean()) return value.boolean() ? "true" : "false";
  if (value.isArray()) return "an array of " + counted(value.array().size(), "item");
  if (value.isObject()) return "an object of " + counted(value.object().size(), "member");
  return "null";
}

Reason countReason(Keyword keyword, std::uint64_t count, std::uint64_t size) {
  struct Form {
    std::string_view what, subject, bound;
  };
  const auto form = [&]() -> Form {
    switch (keyword) {
      case Keyword::kMaxLength:
        return {"character", "The text", "at most "};
      case Keyword::kMinLength:
        return {"character", "The text", "at least "};
      case Keyword::kMaxItems:
        return {"item", "The array", "at most "};
      case Keyword::kMinItems:
        return {"item", "The array", "at least "};
      case Keyword::kMaxProperties:
        return {"member", "The object", "at most "};
      default:
        return {"member", "The object", "at least "};
    }
  }();
  const std::string expected = std::string(form.bound) + counted(count, form.what);
  return {std::string(form.subject) + " must have " + expected + ".", expected,
          counted(size, form.what)};
}

Reason missingMember(std::string_view name, std::string_view because) {
  const std::string member = "the member " + quotedStart(name);
  return {"The object must have " + member + std::string(because) + ".", member,
          "an object without it"};
}

std::vector<Reason> explain(const CompiledSchema& schema, const Check& check, Value value) {
  const std::uint32_t operand = check.operand;
  std::vector<Reason> reasons;
  switch (check.keyword) {
    case Keyword::kType: {
      Reason reason = mustBe(typeWords(operand), value);
      reason.message.pop_back();
      reason.message += ", not " + std::string(json::kindOf(value)) + ".";
      return {reason};
    }
    case Keyword::kEnum:
      return {mustBe(valueList(schema.enumerations[operand].listed), value)};
    case Keyword::kConst:
      return {mustBe(describe(schema.values[operand]), value)};
    case Keyword::kMultipleOf:
    case Keyword::kMaximum:
    case Keyword::kExclusiveMaximum:
    case Keyword::kMinimum:
    case Keyword::kExclusiveMinimum:
      return {mustBe(limitWords(check.keyword, schema.values[operand]), value)};
    case Keyword::kPattern: {
      const std::string& expression = schema.patterns[operand].expression;
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
      addMissing(value.object(), schema.requiredNames[operand], "", reasons);
      return reasons;
    case Keyword::kDependentRequired:
      for (const auto& [name, names] : schema.dependentNames[operand]) {
        if (!value.object().contains(name)) continue;
        addMissing(value.object(), names, " where it has " + quotedStart(name), reasons);
      }
      return reasons;
    default:
      return {countReason(check.keyword, schema.counts[operand], sizeFor(check.keyword, value))};
  }
}

}  // namespace fairlead::schema
