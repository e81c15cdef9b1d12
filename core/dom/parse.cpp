#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include "core/dom/canonical.h"
#include "core/dom/duplicates.h"
#include "core/dom/json.h"
#include "core/dom/utf8.h"

namespace fairlead::dom {
namespace {

namespace bj = boost::json;
using ErrorCode = boost::system::error_code;

/// What the reader itself refuses, next to what the parser does.
enum class Refusal { kNone, kOutOfRange, kUnsafeInteger, kTooManyMembers };

/// Builds the value from the parser's events.
struct Handler {
  static constexpr std::size_t max_object_size = bj::object::max_size();
  static constexpr std::size_t max_array_size = bj::array::max_size();
  static constexpr std::size_t max_key_size = bj::string::max_size();
  static constexpr std::size_t max_string_size = bj::string::max_size();

  Handler(bj::storage_ptr storage, unsigned char* scratch, std::size_t size, bool safe_integers)
      : stack(std::move(storage), scratch, size), only_safe_integers(safe_integers) {}

  bj::value_stack stack;
  bool only_safe_integers;
  bool number_has_fraction = false;  // a part of the present number held '.', 'e' or 'E'
  Refusal refusal = Refusal::kNone;
  std::size_t members = 0;  // as written, duplicates included

  bool refuse(Refusal why, ErrorCode& ec) {
    refusal = why;
    ec = bj::error::syntax;
    return false;
  }

  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }
  bool on_object_begin(ErrorCode&) { return true; }
  bool on_object_end(std::size_t n, ErrorCode& ec) {
    if (n > kMaxMembers) return refuse(Refusal::kTooManyMembers, ec);
    members += n;
    stack.push_object(n);
    return true;
  }
  bool on_array_begin(ErrorCode&) { return true; }
  bool on_array_end(std::size_t n, ErrorCode&) {
    stack.push_array(n);
    return true;
  }
  bool on_key_part(bj::string_view s, std::size_t, ErrorCode&) {
    stack.push_chars(s);
    return true;
  }
  bool on_key(bj::string_view s, std::size_t, ErrorCode&) {
    stack.push_key(s);
    return true;
  }
  bool on_string_part(bj::string_view s, std::size_t, ErrorCode&) {
    stack.push_chars(s);
    return true;
  }
  bool on_string(bj::string_view s, std::size_t, ErrorCode&) {
    stack.push_string(s);
    return true;
  }
  bool on_number_part(bj::string_view s, ErrorCode&) {
    number_has_fraction |= s.find_first_of(".eE") != bj::string_view::npos;
    return true;
  }
  bool on_int64(std::int64_t i, bj::string_view, ErrorCode& ec) {
    if (only_safe_integers && (i > kMaxSafeInteger || i < -kMaxSafeInteger))
      return refuse(Refusal::kUnsafeInteger, ec);
    stack.push_int64(i);
    return true;
  }
  bool on_uint64(std::uint64_t u, bj::string_view, ErrorCode& ec) {
    if (only_safe_integers) return refuse(Refusal::kUnsafeInteger, ec);
    stack.push_uint64(u);
    return true;
  }
  bool on_double(double d, bj::string_view s, ErrorCode& ec) {
    on_number_part(s, ec);
    const bool integer = !std::exchange(number_has_fraction, false);
    if (!std::isfinite(d)) return refuse(Refusal::kOutOfRange, ec);
    if (only_safe_integers && (integer || isUnsafeInteger(d)))
      return refuse(Refusal::kUnsafeInteger, ec);
    stack.push_double(d);
    return true;
  }
  bool on_bool(bool b, ErrorCode&) {
    stack.push_bool(b);
    return true;
  }
  bool on_null(ErrorCode&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(bj::string_view, ErrorCode&) { return true; }
  bool on_comment(bj::string_view, ErrorCode&) { return true; }
};

bj::parse_options strictOptions(unsigned max_depth) {
  bj::parse_options options;
  options.numbers = bj::number_precision::precise;
  options.max_depth = max_depth;
  options.allow_invalid_utf8 = true;  // checked before the parser runs, with the exact place
  return options;
}

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

Error parserError(const ErrorCode& ec, const std::string& at, unsigned max_depth) {
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

std::size_t countMembers(const Value& value) {
  std::size_t count = 0;
  if (const Object* object = value.if_object()) {
    count = object->size();
    for (const auto& member : *object) count += countMembers(member.value());
  } else if (const Array* array = value.if_array()) {
    for (const Value& item : *array) count += countMembers(item);
  }
  return count;
}

/// What can be refused before any parsing.
Result<void> checkBytes(std::string_view text, const Limits& limits) {
  if (text.size() > limits.max_bytes)
    return fail("json_too_large", "The JSON text has " + std::to_string(text.size()) +
                                      " bytes; at most " + std::to_string(limits.max_bytes) +
                                      " are read.");
  if (text.starts_with("\xEF\xBB\xBF"))
    return fail("json_syntax", "The JSON text starts with a byte order mark.");
  const std::size_t valid = validUtf8Prefix(text);
  if (valid < text.size())
    return fail("json_invalid_utf8", "The text is not UTF-8" + place(text, valid) + ".");
  return {};
}

}  // namespace

Result<Value> parse(std::string_view text, Limits limits, bj::storage_ptr storage) {
  if (auto checked = checkBytes(text, limits); !checked) return std::unexpected(checked.error());

  std::array<unsigned char, 4096> scratch;  // left unset: the stack of values writes it first
  const unsigned max_depth = limits.max_depth < kMaxDepth ? limits.max_depth : kMaxDepth;
  bj::basic_parser<Handler> parser(strictOptions(max_depth), bj::storage_ptr(), scratch.data(),
                                   scratch.size(), limits.safe_integers);
  Handler& handler = parser.handler();
  handler.stack.reset(std::move(storage));

  ErrorCode ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (!ec && read < text.size()) ec = bj::error::extra_data;
  if (ec) {
    const std::string at = place(text, read);
    return std::unexpected(handler.refusal == Refusal::kNone ? parserError(ec, at, max_depth)
                                                             : refusalError(handler.refusal, at));
  }
  Value value = handler.stack.release();
  // Boost keeps the last of several members of one name, so a duplicate shows as a missing member.
  if (countMembers(value) != handler.members)
    return fail("json_duplicate_member", "This member name occurs twice in its object.",
                findDuplicate(text));
  return value;
}

}  // namespace fairlead::dom
