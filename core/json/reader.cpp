#include "core/json/reader.h"

#include <utility>

#include "core/json/canonical.h"

namespace fairlead::json {
namespace {

constexpr std::size_t kTracked = 64;  // bits of ObjectReader::seen_

std::string withArticle(std::string_view kind) {
  const bool vowel = kind.starts_with('a') || kind.starts_with('i') || kind.starts_with('o');
  return (vowel ? "an " : "a ") + std::string(kind);
}

}  // namespace

std::string_view kindOf(Value value) {
  switch (value.kind()) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return "a boolean";
    case Kind::kString:
      return "a string";
    case Kind::kArray:
      return "an array";
    case Kind::kObject:
      return "an object";
    default:
      return "a number";
  }
}

ObjectReader::ObjectReader(Value value, const Path& at)
    : object_(value.asObject().value_or(Object())), at_(at) {
  if (!value.isObject())
    refuse("member_type", "An object is needed here, not " + std::string(kindOf(value)) + ".");
}

std::optional<Value> ObjectReader::optional(std::string_view name) {
  const std::optional<Object::Found> member = object_.locate(name);
  if (!member) return std::nullopt;
  if (member->index < kTracked) seen_ |= std::uint64_t{1} << member->index;
  return member->value;
}

std::optional<Value> ObjectReader::demanded(std::string_view name) {
  const std::optional<Value> value = optional(name);
  if (!value)
    refuse("member_missing", "The member \"" + std::string(name) + "\" is missing.", name);
  return value;
}

Value ObjectReader::required(std::string_view name) {
  return demanded(name).value_or(Value());
}

std::optional<Value> ObjectReader::nullable(std::string_view name) {
  const std::optional<Value> value = optional(name);
  return value && value->isNull() ? std::nullopt : value;
}

template <auto As>
auto ObjectReader::read(const std::optional<Value>& value, std::string_view name,
                        std::string_view kind) -> decltype(((*value).*As)()) {
  if (!value) return std::nullopt;
  auto result = ((*value).*As)();
  if (!result) refuseKind(*value, name, kind);
  return result;
}

void ObjectReader::refuseKind(Value value, std::string_view name, std::string_view kind) {
  refuse("member_type",
         "\"" + std::string(name) + "\" must be " + withArticle(kind) + ", not " +
             std::string(kindOf(value)) + ".",
         name);
}

std::optional<std::int64_t> ObjectReader::readInteger(const std::optional<Value>& value,
                                                      std::string_view name, std::int64_t min,
                                                      std::int64_t max) {
  if (!value) return std::nullopt;
  const std::optional<std::int64_t> integer = value->asInteger();
  if (integer && *integer >= min && *integer <= max) return integer;
  if (!value->isNumber())
    refuseKind(*value, name, "integer");
  else
    refuse("member_value",
           "\"" + std::string(name) + "\" must be an integer from " + std::to_string(min) + " to " +
               std::to_string(max) + ".",
           name);
  return std::nullopt;
}

std::optional<std::vector<std::string>> ObjectReader::readStrings(const std::optional<Value>& value,
                                                                  std::string_view name) {
  const std::optional<Array> array = read<&Value::asArray>(value, name, "array");
  if (!array) return std::nullopt;
  std::vector<std::string> result;
  result.reserve(array->size());
  for (const Value item : *array) {
    if (!item.isString()) {
      refuse("member_type", "\"" + std::string(name) + "\" must be an array of strings.", name);
      return std::nullopt;
    }
    result.emplace_back(item.string());
  }
  return result;
}

std::string_view ObjectReader::string(std::string_view name) {
  return read<&Value::asString>(demanded(name), name, "string").value_or(std::string_view());
}

double ObjectReader::number(std::string_view name) {
  return read<&Value::asNumber>(demanded(name), name, "number").value_or(0);
}

std::int64_t ObjectReader::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  return readInteger(demanded(name), name, min, max).value_or(min > 0 ? min : 0);
}

bool ObjectReader::boolean(std::string_view name) {
  return read<&Value::asBoolean>(demanded(name), name, "boolean").value_or(false);
}

Array ObjectReader::array(std::string_view name) {
  return read<&Value::asArray>(demanded(name), name, "array").value_or(Array());
}

Object ObjectReader::object(std::string_view name) {
  return read<&Value::asObject>(demanded(name), name, "object").value_or(Object());
}

std::vector<std::string> ObjectReader::strings(std::string_view name) {
  return readStrings(demanded(name), name).value_or(std::vector<std::string>());
}

std::size_t ObjectReader::choice(std::string_view name,
                                 std::initializer_list<std::string_view> words) {
  const std::string_view word = string(name);
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.begin()[i] == word) return i;
    list.append(i > 0 ? ", " : "").append(words.begin()[i]);
  }
  refuse("member_value", "\"" + std::string(name) + "\" must be one of: " + list + ".", name);
  return 0;
}

std::optional<std::string_view> ObjectReader::optionalString(std::string_view name) {
  return read<&Value::asString>(optional(name), name, "string");
}

std::optional<double> ObjectReader::optionalNumber(std::string_view name) {
  return read<&Value::asNumber>(optional(name), name, "number");
}

std::optional<double> ObjectReader::optionalNumber(std::string_view name, double min, double max) {
  const std::optional<double> number = optionalNumber(name);
  if (!number || (*number >= min && *number <= max)) return number;
  refuse("member_value",
         "\"" + std::string(name) + "\" must be a number from " + formatNumber(min) + " to " +
             formatNumber(max) + ".",
         name);
  return std::nullopt;
}

std::optional<std::int64_t> ObjectReader::optionalInteger(std::string_view name, std::int64_t min,
                                                          std::int64_t max) {
  return readInteger(optional(name), name, min, max);
}

std::optional<bool> ObjectReader::optionalBoolean(std::string_view name) {
  return read<&Value::asBoolean>(optional(name), name, "boolean");
}

std::optional<std::vector<std::string>> ObjectReader::optionalStrings(std::string_view name) {
  return readStrings(optional(name), name);
}

std::optional<Array> ObjectReader::optionalArray(std::string_view name) {
  return read<&Value::asArray>(optional(name), name, "array");
}

std::optional<Object> ObjectReader::optionalObject(std::string_view name) {
  return read<&Value::asObject>(optional(name), name, "object");
}

std::optional<std::string_view> ObjectReader::nullableString(std::string_view name) {
  return read<&Value::asString>(nullable(name), name, "string");
}

std::optional<double> ObjectReader::nullableNumber(std::string_view name) {
  return read<&Value::asNumber>(nullable(name), name, "number");
}

std::optional<std::int64_t> ObjectReader::nullableInteger(std::string_view name, std::int64_t min,
                                                          std::int64_t max) {
  return readInteger(nullable(name), name, min, max);
}

void ObjectReader::refuse(std::string_view code, std::string message, std::string_view name) {
  if (fault_) return;
  fault_ = Error{code, std::move(message), name.empty() ? at_.text() : (at_ / name).text()};
}

void ObjectReader::take(const Result<void>& inner) {
  if (!fault_ && !inner) fault_ = inner.error();
}

Result<void> ObjectReader::finish() {
  std::size_t i = 0;
  for (auto at = object_.begin(); !fault_ && at != object_.end(); ++at, ++i) {
    if (i < kTracked && (seen_ >> i & 1) != 0) continue;
    const std::string name((*at).name);
    refuse("member_unknown", "The member \"" + name + "\" is not known here.", name);
  }
  if (fault_) return std::unexpected(*fault_);
  return {};
}

}  // namespace fairlead::json
