// The one form in which every rule answers across a border: canonical JSON, either
// {"value": …} or {"error": {"code", "message", "path"}}.
#pragma once

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>

#include "core/error.h"
#include "core/json/writer.h"

namespace fairlead::json {

/// The answer's text for an error.
std::string answer(const Error& error);

/// What stands before an answer's value.
inline constexpr std::string_view kAnswerOpening = "{\"value\":";

/// Ends the answer that `out`, begun after kAnswerOpening, has written the value of.
std::string finishAnswer(Writer out);

/// The answer's text with the value that `write(Writer&)` writes. It returns nothing or a
/// Result<void>, whose error becomes the answer; so does a number that cannot be written.
template <std::invocable<Writer&> Write>
std::string answer(Write&& write) {
  Writer out = Writer::after(kAnswerOpening);
  if constexpr (std::is_void_v<std::invoke_result_t<Write, Writer&>>) {
    write(out);
  } else if (const Result<void> done = write(out); !done) {
    return answer(done.error());
  }
  return finishAnswer(std::move(out));
}

}  // namespace fairlead::json
