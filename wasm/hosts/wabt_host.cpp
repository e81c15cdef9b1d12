// wabt_host core.wasm: asks the rules from a program without JavaScript. README.md says how
// requests look; each is read from standard input and answered on standard output before the next.
#include <exception>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "wasm/hosts/core_module.h"

namespace fairlead::hosts {
namespace {

struct Request {
  std::string kind;
  std::string function;
  std::vector<double> parameters;
  std::vector<std::string> texts;
};

/// False at the end of the input.
bool read(std::istream& in, Request& request) {
  std::string line;
  if (!std::getline(in, line)) return false;
  std::istringstream words(line);
  words >> request.kind >> request.function;
  for (std::string word; words >> word;) {
    const bool is_text = word.front() == 't';
    const double number = std::stod(is_text ? word.substr(1) : word);
    request.parameters.push_back(number);
    if (is_text) request.texts.emplace_back(static_cast<std::size_t>(number), '\0');
  }
  for (std::string& text : request.texts)
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
  return static_cast<bool>(in);
}

std::string answer(CoreModule& core, const Request& request) {
  if (!request.texts.empty()) core.write(request.texts);
  const std::uint32_t result = core.call(request.function, request.parameters);
  return request.kind == "text" ? core.text(result) : std::to_string(result);
}

int run(const char* file) {
  CoreModule core(file);
  for (Request request; read(std::cin, request); request = {}) {
    const std::string text = answer(core, request);
    std::cout << text.size() << '\n' << text << std::flush;
  }
  return 0;
}

}  // namespace
}  // namespace fairlead::hosts

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "Usage: wabt_host core.wasm\n";
    return 2;
  }
  try {
    return fairlead::hosts::run(argv[1]);
  } catch (const std::exception& error) {
    std::cerr << "wabt_host: " << error.what() << "\n";
    return 1;
  }
}
