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
///
/// Most functions of the core can fail, so an error is copied, moved and destroyed in hundreds of
/// places. Functions of their own for that make the WebAssembly modules 4 % smaller.
struct Error {
  std::string_view code;
  std::string message;
  std::string path;

  Error() = default;
  [[gnu::noinline]] Error(std::string_view itsCode, std::string itsMessage,
                          std::string itsPath = {})
      : code(itsCode), message(std::move(itsMessage)), path(std::move(itsPath)) {}
  [[gnu::noinline]] Error(const Error& other)
      : code(other.code), message(other.message), path(other.path) {}
  [[gnu::noinline]] Error(Error&& other) noexcept
      : code(other.code), message(std::move(other.message)), path(std::move(other.path)) {}
  Error& operator=(const Error& other) { return *this = Error(other); }
  [[gnu::noinline]] Error& operator=(Error&& other) noexcept {
    code = other.code;
    message = std::move(other.message);
    path = std::move(other.path);
    return *this;
  }
  [[gnu::noinline]] ~Error() {}  // NOLINT(modernize-use-equals-default): a function of its own

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
