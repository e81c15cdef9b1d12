// Runs a fuzz target on files instead of made-up inputs, without libFuzzer: what once broke it
// (tests/fuzz/corpus/<target>) and its seeds. A target ends the program where a promise breaks.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// What CTest is told when there was nothing to run.
constexpr int kSkipped = 77;

std::vector<std::filesystem::path> filesBelow(const char* folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void replay(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  // A target that aborts is named by the line before it.
  std::printf("%s\n", path.c_str());
  std::fflush(stdout);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    for (const std::filesystem::path& file : filesBelow(argv[i])) {
      replay(file);
      ++count;
    }
  }
  std::printf("%zu inputs, nothing broke\n", count);
  return count > 0 ? 0 : kSkipped;
}
