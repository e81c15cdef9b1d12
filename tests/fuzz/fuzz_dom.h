// The same for targets whose concept still answers through core/dom.
#pragma once

#include "core/dom/canonical.h"
#include "core/dom/json.h"
#include "tests/fuzz/fuzz.h"

namespace fairlead::fuzz {

/// Every answer is canonical JSON and holds either a value or an error with its three members.
/// Gives the value, or null for an error.
inline dom::Value requireAnswer(std::string_view answer) {
  const Result<dom::Value> parsed = dom::parse(answer, {.max_bytes = std::size_t{1} << 30});
  promise(parsed.has_value(), "an answer is JSON");
  promise(dom::canonicalize(*parsed) == std::string(answer), "an answer is canonical");
  const dom::Object* members = parsed->if_object();
  promise(members != nullptr && members->size() == 1, "an answer has one member");
  if (const dom::Value* value = members->if_contains("value")) return *value;
  const dom::Value* error = members->if_contains("error");
  promise(error != nullptr && error->is_object(), "an answer is a value or an error");
  for (const char* name : {"code", "message", "path"})
    promise(error->as_object().contains(name), "an error has code, message and path");
  return nullptr;
}

}  // namespace fairlead::fuzz
