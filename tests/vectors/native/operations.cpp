#include "tests/vectors/native/operations.h"

#include <cstdlib>
#include <iostream>

#include <boost/json/serialize.hpp>

namespace fairlead::vectors {

std::string textOf(const dom::Value& document) {
  if (const dom::String* text = document.if_string()) return std::string(*text);
  return boost::json::serialize(document);
}

Operation ofText(std::string (*rule)(std::string_view)) {
  return [rule](const dom::Value&, const dom::Value& input) { return rule(textOf(input)); };
}

std::string textMember(const dom::Value& input, std::string_view name) {
  const dom::Object* object = input.if_object();
  const dom::Value* value = object ? object->if_contains(name) : nullptr;
  if (value == nullptr || !value->is_string()) {
    std::cerr << "A case's input needs the string \"" << name << "\"." << std::endl;
    std::exit(2);
  }
  return std::string(*value->if_string());
}

}  // namespace fairlead::vectors
