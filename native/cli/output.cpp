#include "native/cli/output.h"

#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

#include "core/dom/canonical.h"

namespace fairlead::cli {
namespace {

bool wantsColour() {
  const char* refused = std::getenv("NO_COLOR");
  return !(refused && *refused) && isatty(STDOUT_FILENO);
}

}  // namespace

Output::Output(Form form) : form_(form), colour_(form == Form::kText && wantsColour()) {}

void Output::line(std::string_view text) const {
  if (!json()) fmt::print("{}\n", text);
}

void Output::value(const dom::Value& value) const {
  if (!json()) return;
  const auto text = dom::canonicalize(value);
  fmt::print("{}\n", text ? *text : "{}");
}

void Output::error(const Error& error) const {
  if (json()) {
    value({{"error", {{"code", error.code}, {"message", error.message}, {"path", error.path}}}});
    return;
  }
  const std::string where = error.path.empty() ? "" : fmt::format(" at {}", error.path);
  fmt::print(stderr, "error: {} [{}{}]\n", error.message, error.code, where);
}

std::string Output::good(std::string_view text) const {
  return colour_ ? fmt::format("\033[32m{}\033[0m", text) : std::string(text);
}

std::string Output::bad(std::string_view text) const {
  return colour_ ? fmt::format("\033[31m{}\033[0m", text) : std::string(text);
}

}  // namespace fairlead::cli
