// What went wrong, in the one form that every rule, binding and host passes on.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace fairlead {

/// A refused input. Never carries a secret, a token or a prompt.
///
/// `code` is a stable snake_case word that programs may test; it always points at a constant.
/// `message` says what is wrong and what would be right, for a person.
/// `path` is an RFC 6901 JSON Pointer to the fault, empty when the fault is the whole input.
struct Error {
  std::string_view code;
  std::string message;
  std::string path;

  friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = std::expected<T, Error>;

/// Shorthand for `return fail("json_syntax", "…")`.
inline std::unexpected<Error> fail(std::string_view code, std::string message,
                                   std::string path = {}) {
  return std::unexpected(Error{code, std::move(message), std::move(path)});
}

}  // namespace fairlead
