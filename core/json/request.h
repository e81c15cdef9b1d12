// How a rule's wire form reads its request: a JSON object, strictly, within a size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json/answer.h"
#include "core/json/json.h"
#include "core/json/reader.h"

namespace fairlead::json {

/// A fault of reading a request, under the one code for a malformed request.
inline std::unexpected<Error> invalidRequest(const Error& fault) {
  return fail("request_invalid", fault.message, fault.path);
}

/// Parses `input` and answers with the value that `decide(ObjectReader&, Writer&)` writes, or with
/// the error of the Result<void> that it returns.
template <typename Decide>
std::string answerObject(std::string_view input, std::size_t maxBytes, Decide decide) {
  const Result<Document> document = parse(input, {.max_bytes = maxBytes});
  if (!document) return answer(document.error());
  ObjectReader in(document->root());
  return answer([&](Writer& out) { return decide(in, out); });
}

}  // namespace fairlead::json
