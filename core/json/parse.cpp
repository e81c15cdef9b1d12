#include <algorithm>
#include <string>
#include <utility>

#include "core/json/json.h"
#include "core/json/scan.h"
#include "core/json/utf8.h"

namespace fairlead::json {
namespace {

namespace bj = boost::json;

/// " at line 2, column 7" of the byte at `offset`.
std::string place(std::string_view text, std::size_t offset) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (const char c : text.substr(0, offset)) {
    const bool continuation = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (c == '\n') {
      ++line;
      column = 1;
    } else if (!continuation) {
      ++column;
    }
  }
  return " at line " + std::to_string(line) + ", column " + std::to_string(column);
}

Error refusalError(Refusal refusal, const std::string& at) {
  switch (refusal) {
    case Refusal::kUnsafeInteger:
      return {"json_integer_unsafe", "An integer beyond 2^53 - 1" + at + " cannot be kept exactly.",
              ""};
    case Refusal::kTooManyMembers:
      return {"json_too_large",
              "The object that ends" + at + " has more than " + std::to_string(kMaxMembers) +
                  " members.",
              ""};
    default:
      return {"json_number_out_of_range", "The number" + at + " is beyond the range of a double.",
              ""};
  }
}

Error parserError(const boost::system::error_code& ec, const std::string& at, unsigned max_depth) {
  switch (static_cast<bj::error>(ec.value())) {
    case bj::error::incomplete:
      return {"json_syntax", "The JSON text ends too early" + at + ".", ""};
    case bj::error::extra_data:
      return {"json_trailing_bytes", "Something follows the JSON value" + at + ".", ""};
    case bj::error::too_deep:
      return {"json_too_deep",
              "Nesting goes deeper than " + std::to_string(max_depth) + " levels" + at + ".", ""};
    case bj::error::exponent_overflow:
      return refusalError(Refusal::kOutOfRange, at);
    case bj::error::illegal_leading_surrogate:
    case bj::error::illegal_trailing_surrogate:
    case bj::error::expected_utf16_escape:
      return {"json_syntax", "An escape" + at + " names half of a surrogate pair.", ""};
    default:
      return {"json_syntax", "The text is not JSON" + at + ".", ""};
  }
}

/// What can be refused before any parsing.
Result<void> checkBytes(std::string_view text, const Limits& limits) {
  const std::size_t most = std::min(limits.max_bytes, kMaxBytes);
  if (text.size() > most)
    return fail("json_too_large", "The JSON text has " + std::to_string(text.size()) +
                                      " bytes; at most " + std::to_string(most) + " are read.");
  if (text.starts_with("\xEF\xBB\xBF"))
    return fail("json_syntax", "The JSON text starts with a byte order mark.");
  const std::size_t valid = validUtf8Prefix(text);
  if (valid < text.size())
    return fail("json_invalid_utf8", "The text is not UTF-8" + place(text, valid) + ".");
  return {};
}

}  // namespace

Result<Document> parse(std::string_view text, Limits limits) {
  if (auto checked = checkBytes(text, limits); !checked) return std::unexpected(checked.error());

  const unsigned max_depth = std::min(limits.max_depth, kMaxDepth);
  Scan scanned = scan(text, max_depth, limits.safe_integers);
  if (scanned.fault) {
    const std::string at = place(text, scanned.read);
    const Refusal refusal = scanned.builder.refusal();
    return std::unexpected(refusal == Refusal::kNone ? parserError(scanned.fault, at, max_depth)
                                                     : refusalError(refusal, at));
  }
  if (std::optional<std::string> path = scanned.builder.repeatedMember())
    return fail("json_duplicate_member", "This member name occurs twice in its object.",
                std::move(*path));
  return std::move(scanned.builder).take();
}

}  // namespace fairlead::json
