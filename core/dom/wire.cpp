#include "core/dom/wire.h"

#include "core/dom/answer.h"
#include "core/dom/canonical.h"

namespace fairlead::dom {

std::string canonicalizeJson(std::string_view text) {
  const Result<Value> value = parse(text, {.max_bytes = kMaxTextBytes, .safe_integers = true});
  if (!value) return answer(value.error());
  const Result<std::string> canonical = canonicalize(*value);
  return canonical ? answer(Value(*canonical)) : answer(canonical.error());
}

}  // namespace fairlead::dom
