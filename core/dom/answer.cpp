#include "core/dom/answer.h"

#include "core/dom/canonical.h"

namespace fairlead::dom {

std::string answer(const Result<Value>& result) {
  if (!result) return answer(result.error());
  const Result<std::string> text = canonicalize(*result);
  return text ? "{\"value\":" + *text + "}" : answer(text.error());
}

std::string answer(const Error& error) {
  std::string out = "{\"error\":{\"code\":";
  appendQuoted(out, error.code);
  out += ",\"message\":";
  appendQuoted(out, error.message);
  out += ",\"path\":";
  appendQuoted(out, error.path);
  out += "}}";
  return out;
}

}  // namespace fairlead::dom
