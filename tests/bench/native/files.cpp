#include "tests/bench/native/files.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

namespace fairlead::bench {
namespace {

std::string& folder() {
  static std::string path;
  return path;
}

}  // namespace

void setFolder(std::string path) {
  folder() = std::move(path);
}

std::string read(const std::string& name) {
  std::ifstream file(folder() + "/" + name, std::ios::binary);
  require(file.good(), "There is no " + folder() + "/" + name + ".");
  return {std::istreambuf_iterator<char>(file), {}};
}

void stop(const std::string& reason) {
  std::fprintf(stderr, "fairlead_bench: %s\n", reason.c_str());
  std::exit(1);
}

}  // namespace fairlead::bench
