#include "core/json/wire.h"

#include "core/json/answer.h"
#include "core/json/canonical.h"
#include "core/json/json.h"

namespace fairlead::json {

std::string canonicalizeJson(std::string_view text) {
  const Result<Document> document =
      parse(text, {.max_bytes = kMaxTextBytes, .safe_integers = true});
  if (!document) return answer(document.error());
  const Result<std::string> canonical = canonicalize(document->root());
  if (!canonical) return answer(canonical.error());
  return answer([&](Writer& out) { out.string(*canonical); });
}

}  // namespace fairlead::json
