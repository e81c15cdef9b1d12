#include "tests/core/action/document.h"

#include <charconv>
#include <map>

namespace fairlead::action::test {
namespace {

std::string number(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

}  // namespace

std::string textOf(const Value& value) {
  return boost::json::serialize(value);
}

std::string canonical(const Value& value) {
  if (value.is_double()) return number(value.get_double());
  std::string text;
  if (const Array* items = value.if_array()) {
    for (const Value& item : *items) text += (text.empty() ? "" : ",") + canonical(item);
    return "[" + text + "]";
  }
  const Object* object = value.if_object();
  if (object == nullptr) return textOf(value);
  std::map<std::string_view, const Value*> members;
  for (const auto& member : *object) members[member.key()] = &member.value();
  for (const auto& [name, member] : members)
    text += (text.empty() ? "" : ",") + textOf(Value(name)) + ":" + canonical(*member);
  return "{" + text + "}";
}

}  // namespace fairlead::action::test
