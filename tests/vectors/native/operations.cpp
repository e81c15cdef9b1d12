#include "tests/vectors/native/operations.h"

#include <cstdlib>
#include <iostream>

#include "core/json/canonical.h"

namespace fairlead::vectors {
namespace {

void append(std::string& out, json::Value value);

void append(std::string& out, json::Array array) {
  out += '[';
  for (const json::Value item : array) {
    if (out.back() != '[') out += ',';
    append(out, item);
  }
  out += ']';
}

void append(std::string& out, json::Object object) {
  out += '{';
  for (const json::Member member : object) {
    if (out.back() != '{') out += ',';
    json::appendQuoted(out, member.name);
    out += ':';
    append(out, member.value);
  }
  out += '}';
}

/// JSON with the members in the order in which they were read.
void append(std::string& out, json::Value value) {
  switch (value.kind()) {
    case json::Kind::kNull:
      out += "null";
      return;
    case json::Kind::kBoolean:
      out += value.boolean() ? "true" : "false";
      return;
    case json::Kind::kInteger:
      return json::appendNumber(out, value.integer());
    case json::Kind::kUnsigned:
      out += std::to_string(value.unsignedInteger());
      return;
    case json::Kind::kDouble:
      return json::appendNumber(out, value.number());
    case json::Kind::kString:
      return json::appendQuoted(out, value.string());
    case json::Kind::kArray:
      return append(out, value.array());
    case json::Kind::kObject:
      return append(out, value.object());
  }
}

}  // namespace

std::string textOf(json::Value document) {
  if (document.isString()) return std::string(document.string());
  std::string out;
  append(out, document);
  return out;
}

Operation ofText(std::string (*rule)(std::string_view)) {
  return [rule](json::Value, json::Value input) { return rule(textOf(input)); };
}

std::string textMember(json::Value input, std::string_view name) {
  const auto member = input.isObject() ? input.object().find(name) : std::nullopt;
  if (!member || !member->isString()) {
    std::cerr << "A case's input needs the string \"" << name << "\"." << std::endl;
    std::exit(2);
  }
  return std::string(member->string());
}

}  // namespace fairlead::vectors
