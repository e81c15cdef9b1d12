#include "native/cli/input.h"

#include <fmt/format.h>
#include <fstream>
#include <iostream>

namespace fairlead::cli {
namespace {

Result<std::string> readAll(std::istream& stream, const std::string& name) {
  std::string text;
  char buffer[64 << 10];
  while (stream.read(buffer, sizeof buffer) || stream.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kMaxInputBytes) {
      return fail("input_unreadable",
                  fmt::format("{} has more than {} bytes.", name, kMaxInputBytes));
    }
  }
  if (stream.bad()) return fail("input_unreadable", fmt::format("{} cannot be read.", name));
  return text;
}

}  // namespace

Result<std::string> readInput(const std::string& file) {
  if (file == "-") return readAll(std::cin, "standard input");
  std::ifstream stream(file, std::ios::binary);
  // A directory opens, and only then cannot be read.
  if (!stream || (stream.peek(), stream.bad())) {
    return fail("input_unreadable", fmt::format("{} cannot be read.", file));
  }
  stream.clear();
  return readAll(stream, file);
}

}  // namespace fairlead::cli
