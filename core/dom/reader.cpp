#include "core/dom/reader.h"

#include <cmath>
#include <utility>

#include "core/dom/canonical.h"

namespace fairlead::dom {
namespace {

constexpr std::size_t kTracked = 64;  // bits of ObjectReader::seen_

bool isSafe(double number) {
  return std::fabs(number) <= static_cast<double>(kMaxSafeInteger) && std::trunc(number) == number;
}

std::string withArticle(std::string_view kind) {
  const bool vowel = kind.starts_with('a') || kind.starts_with('i') || kind.starts_with('o');
  return (vowel ? "an " : "a ") + std::string(kind);
}

}  // namespace

std::string_view kindOf(const Value& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return "null";
    case boost::json::kind::bool_:
      return "a boolean";
    case boost::json::kind::string:
      return "a string";
    case boost::json::kind::array:
      return "an array";
    case boost::json::kind::object:
      return "an object";
    default:
      return "a number";
  }
}

std::optional<double> asNumber(const Value& value) {
  if (const double* number = value.if_double()) return *number;
  if (const std::int64_t* number = value.if_int64()) return static_cast<double>(*number);
  if (const std::uint64_t* number = value.if_uint64()) return static_cast<double>(*number);
  return std::nullopt;
}

std::optional<std::int64_t> asInteger(const Value& value) {
  if (const std::int64_t* integer = value.if_int64()) {
    const bool safe = *integer <= kMaxSafeInteger && *integer >= -kMaxSafeInteger;
    return safe ? std::optional(*integer) : std::nullopt;
  }
  const std::optional<double> number = asNumber(value);
  return number && isSafe(*number) ? std::optional(static_cast<std::int64_t>(*number))
                                   : std::nullopt;
}

ObjectReader::ObjectReader(const Value& value, const Path& at)
    : object_(value.if_object()), at_(at) {
  if (object_ == nullptr)
    refuse("member_type", "An object is needed here, not " + std::string(kindOf(value)) + ".");
}

const Value* ObjectReader::optional(std::string_view name) {
  if (object_ == nullptr) return nullptr;
  const auto member = object_->find(name);
  if (member == object_->end()) return nullptr;
  const auto index = static_cast<std::size_t>(member - object_->begin());
  if (index < kTracked) seen_ |= std::uint64_t{1} << index;
  return &member->value();
}

const Value* ObjectReader::required(std::string_view name) {
  const Value* value = optional(name);
  if (value == nullptr)
    refuse("member_missing", "The member \"" + std::string(name) + "\" is missing.", name);
  return value;
}

const Value* ObjectReader::nullable(std::string_view name) {
  const Value* value = optional(name);
  return value != nullptr && value->is_null() ? nullptr : value;
}

template <typename T, typename Convert>
std::optional<T> ObjectReader::read(const Value* value, std::string_view name,
                                    std::string_view kind, Convert convert) {
  if (value == nullptr) return std::nullopt;
  std::optional<T> result = convert(*value);
  if (!result)
    refuse("member_type",
           "\"" + std::string(name) + "\" must be " + withArticle(kind) + ", not " +
               std::string(kindOf(*value)) + ".",
           name);
  return result;
}

std::optional<std::string_view> ObjectReader::readString(const Value* value,
                                                         std::string_view name) {
  return read<std::string_view>(value, name, "string", [](const Value& v) {
    const String* string = v.if_string();
    return string ? std::optional<std::string_view>(*string) : std::nullopt;
  });
}

std::optional<double> ObjectReader::readNumber(const Value* value, std::string_view name) {
  return read<double>(value, name, "number", asNumber);
}

std::optional<std::int64_t> ObjectReader::readInteger(const Value* value, std::string_view name,
                                                      std::int64_t min, std::int64_t max) {
  if (value == nullptr) return std::nullopt;
  if (!asNumber(*value)) return read<std::int64_t>(value, name, "integer", asInteger);
  const std::optional<std::int64_t> integer = asInteger(*value);
  if (integer && *integer >= min && *integer <= max) return integer;
  refuse("member_value",
         "\"" + std::string(name) + "\" must be an integer from " + std::to_string(min) + " to " +
             std::to_string(max) + ".",
         name);
  return std::nullopt;
}

std::optional<bool> ObjectReader::readBoolean(const Value* value, std::string_view name) {
  return read<bool>(value, name, "boolean", [](const Value& v) {
    const bool* boolean = v.if_bool();
    return boolean ? std::optional(*boolean) : std::nullopt;
  });
}

const Array* ObjectReader::readArray(const Value* value, std::string_view name) {
  return read<const Array*>(value, name, "array",
                            [](const Value& v) {
                              const Array* array = v.if_array();
                              return array ? std::optional(array) : std::nullopt;
                            })
      .value_or(nullptr);
}

const Object* ObjectReader::readObject(const Value* value, std::string_view name) {
  return read<const Object*>(value, name, "object",
                             [](const Value& v) {
                               const Object* object = v.if_object();
                               return object ? std::optional(object) : std::nullopt;
                             })
      .value_or(nullptr);
}

std::optional<std::vector<std::string>> ObjectReader::readStrings(const Value* value,
                                                                  std::string_view name) {
  const Array* array = readArray(value, name);
  if (array == nullptr) return std::nullopt;
  std::vector<std::string> result;
  result.reserve(array->size());
  for (const Value& item : *array) {
    const String* string = item.if_string();
    if (string == nullptr) {
      refuse("member_type", "\"" + std::string(name) + "\" must be an array of strings.", name);
      return std::nullopt;
    }
    result.emplace_back(string->data(), string->size());
  }
  return result;
}

std::string_view ObjectReader::string(std::string_view name) {
  return readString(required(name), name).value_or(std::string_view());
}

double ObjectReader::number(std::string_view name) {
  return readNumber(required(name), name).value_or(0);
}

std::int64_t ObjectReader::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  return readInteger(required(name), name, min, max).value_or(min > 0 ? min : 0);
}

bool ObjectReader::boolean(std::string_view name) {
  return readBoolean(required(name), name).value_or(false);
}

const Array* ObjectReader::array(std::string_view name) {
  return readArray(required(name), name);
}

const Object* ObjectReader::object(std::string_view name) {
  return readObject(required(name), name);
}

std::vector<std::string> ObjectReader::strings(std::string_view name) {
  return readStrings(required(name), name).value_or(std::vector<std::string>());
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
  return readString(optional(name), name);
}

std::optional<double> ObjectReader::optionalNumber(std::string_view name) {
  return readNumber(optional(name), name);
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
  return readBoolean(optional(name), name);
}

std::optional<std::vector<std::string>> ObjectReader::optionalStrings(std::string_view name) {
  return readStrings(optional(name), name);
}

const Array* ObjectReader::optionalArray(std::string_view name) {
  return readArray(optional(name), name);
}

const Object* ObjectReader::optionalObject(std::string_view name) {
  return readObject(optional(name), name);
}

std::optional<std::string_view> ObjectReader::nullableString(std::string_view name) {
  return readString(nullable(name), name);
}

std::optional<double> ObjectReader::nullableNumber(std::string_view name) {
  return readNumber(nullable(name), name);
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
  for (std::size_t i = 0; !fault_ && object_ != nullptr && i < object_->size(); ++i) {
    if (i < kTracked && (seen_ >> i & 1) != 0) continue;
    const std::string_view name = object_->begin()[i].key();
    refuse("member_unknown", "The member \"" + std::string(name) + "\" is not known here.", name);
  }
  if (fault_) return std::unexpected(*fault_);
  return {};
}

}  // namespace fairlead::dom
