// What the wire files of this concept share.
#pragma once

#include <string>
#include <string_view>

#include "core/embedding/wire.h"
#include "core/error.h"
#include "core/json/answer.h"
#include "core/json/json.h"
#include "core/json/reader.h"

namespace fairlead::embedding {

/// A fault of reading, as a fault of the request.
inline std::unexpected<Error> invalid(const Error& error) {
  return fail("request_invalid", error.message, error.path);
}

/// Reads the input's members and answers with what `decide` makes of them.
template <typename Decide>
std::string answerObject(std::string_view input, Decide decide) {
  const Result<json::Value> document = json::parse(input, {.max_bytes = kMaxInputBytes});
  if (!document) return json::answer(document.error());
  json::ObjectReader in(*document);
  return json::answer(decide(in));
}

}  // namespace fairlead::embedding
