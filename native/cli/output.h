// What a command prints: sentences for people, or canonical JSON for programs.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json/writer.h"

namespace fairlead::cli {

/// Standard output in one of two forms. In JSON form a command prints exactly one line: the
/// canonical form (RFC 8785) of its value or of `{"error": {code, message, path}}`.
class Output {
 public:
  enum class Form { kText, kJson };
  explicit Output(Form form = Form::kText);

  bool json() const { return form_ == Form::kJson; }

  /// A line for people; nothing in JSON form.
  void line(std::string_view text) const;
  /// What `write(json::Writer&)` writes, for programs; nothing in text form.
  template <std::invocable<json::Writer&> Write>
  void value(Write&& write) const {
    if (!json()) return;
    json::Writer out;
    write(out);
    const auto text = std::move(out).finish();
    print(text ? *text : "{}");
  }
  /// An error: to standard error in text form, as the value in JSON form.
  void error(const Error& error) const;

  /// `text` in green or red, where standard output is a terminal and NO_COLOR is not set.
  std::string good(std::string_view text) const;
  std::string bad(std::string_view text) const;

 private:
  static void print(std::string_view line);

  Form form_;
  bool colour_;
};

}  // namespace fairlead::cli
