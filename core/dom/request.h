// How a rule's wire form reads its request: a JSON object, strictly, within a size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/dom/answer.h"
#include "core/dom/json.h"
#include "core/dom/reader.h"

namespace fairlead::dom {

/// A fault of reading a request, under the one code for a malformed request.
inline std::unexpected<Error> invalidRequest(const Error& fault) {
  return fail("request_invalid", fault.message, fault.path);
}

/// Parses `input` and answers with what `decide(ObjectReader&)` makes of it, a Result<Value>.
template <typename Decide>
std::string answerObject(std::string_view input, std::size_t maxBytes, Decide decide) {
  const Result<Value> document = parse(input, {.max_bytes = maxBytes});
  if (!document) return answer(document.error());
  ObjectReader in(*document);
  return answer(decide(in));
}

}  // namespace fairlead::dom
