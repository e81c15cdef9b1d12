// JSON Pointers (RFC 6901): naming a place in a document, and finding what stands there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json/value.h"

namespace fairlead::json {

/// Appends `token` with `~` and `/` escaped.
void appendEscaped(std::string& out, std::string_view token);

/// Where a reader is in a document, kept on the stack: a step costs nothing, and the text is made
/// only when a fault has to be reported. A child points at its parent and at its name, so both
/// must outlive it: name each step (`const Path fields = at / "fields";`).
class Path {
 public:
  /// The whole document.
  Path() = default;

  Path operator/(std::string_view member) const& { return Path(*this, member, 0); }
  Path operator/(std::size_t index) const& { return Path(*this, {}, index); }
  Path operator/(std::string_view member) const&& = delete;
  Path operator/(std::size_t index) const&& = delete;

  /// The pointer: "" for the whole document, else "/a/0/b~1c".
  std::string text() const;

 private:
  Path(const Path& parent, std::string_view member, std::size_t index)
      : parent_(&parent), member_(member), index_(index) {}

  const Path* parent_ = nullptr;
  std::string_view member_;  // a null view means an index
  std::size_t index_ = 0;
};

/// A pointer taken apart once, to be looked up many times.
class Pointer {
 public:
  /// Code: member_value when `text` is not a pointer ("" is one, "a" and "/~2" are not).
  static Result<Pointer> parse(std::string_view text);

  /// What stands there, where anything does. "-" and indices with leading zeros name nothing.
  std::optional<Value> find(Value root) const;

  /// The pointer as text.
  std::string text() const;

 private:
  std::vector<std::string> tokens_;
};

}  // namespace fairlead::json
