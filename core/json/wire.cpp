#include "core/json/wire.h"

#include "core/json/answer.h"
#include "core/json/canonical.h"

namespace fairlead::json {

std::string canonicalizeJson(std::string_view text) {
  const Result<Value> value = parse(text, {.max_bytes = kMaxTextBytes, .safe_integers = true});
  if (!value) return answer(value.error());
  const Result<std::string> canonical = canonicalize(*value);
  return canonical ? answer(Value(*canonical)) : answer(canonical.error());
}

}  // namespace fairlead::json
