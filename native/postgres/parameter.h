// A value bound to a placeholder ($1, $2, …) of a statement.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace fairlead::postgres {

/// One bound value in PostgreSQL's text form, or NULL.
///
/// Conversions are implicit so that a call reads `query(sql, {tenantId, 42, std::nullopt})`.
/// Values travel beside the statement, never inside it: nothing has to be quoted.
class Parameter {
 public:
  Parameter(std::nullopt_t) {}
  Parameter(std::string text) : text_(std::move(text)) {}
  Parameter(std::string_view text) : text_(text) {}
  Parameter(const char* text) : text_(text) {}
  template <std::same_as<bool> Bool>
  Parameter(Bool value) : text_(value ? "t" : "f") {}
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool>)
  Parameter(Integer value) : text_(std::to_string(value)) {}
  Parameter(double value);
  template <typename T>
  Parameter(const std::optional<T>& value) {
    if (value) *this = Parameter(*value);
  }

  /// An array literal for `$n::text[]`, `$n::uuid[]` and the like; every element is quoted.
  static Parameter array(std::span<const std::string> elements);
  /// An array literal for `$n::bigint[]`.
  static Parameter array(std::span<const std::int64_t> elements);
  /// A pgvector literal for `$n::vector`, each number in its shortest exact form.
  static Parameter vector(std::span<const float> numbers);

  /// The text to send, null for NULL. Valid while this object lives.
  const char* data() const { return text_ ? text_->c_str() : nullptr; }
  const std::optional<std::string>& text() const { return text_; }

 private:
  std::optional<std::string> text_;
};

}  // namespace fairlead::postgres
