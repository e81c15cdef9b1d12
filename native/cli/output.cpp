#include "native/cli/output.h"

#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

#include "core/json/answer.h"

namespace fairlead::cli {
namespace {

bool wantsColour() {
  const char* refused = std::getenv("NO_COLOR");
  return !(refused && *refused) && isatty(STDOUT_FILENO);
}

}  // namespace

Output::Output(Form form) : form_(form), colour_(form == Form::kText && wantsColour()) {}

void Output::print(std::string_view line) {
  fmt::print("{}\n", line);
}

void Output::line(std::string_view text) const {
  if (!json()) print(text);
}

void Output::error(const Error& error) const {
  if (json()) {
    print(json::answer(error));
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
