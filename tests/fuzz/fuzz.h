// What the fuzz targets share. A promise that does not hold stops the run, as a crash does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/dom/canonical.h"
#include "core/dom/json.h"

namespace fairlead::fuzz {

inline void promise(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "Broken: %s\n", what);
  std::abort();
}

/// The input in a block of exactly its size, so that AddressSanitizer sees every byte read beyond.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : bytes_(new char[size]), size_(size) {
    if (size > 0) std::memcpy(bytes_.get(), data, size);
  }
  std::string_view text() const { return {bytes_.get(), size_}; }

  /// The parts before and after the first line break, for targets that take two texts.
  std::pair<std::string_view, std::string_view> halves() const {
    const std::size_t at = text().find('\n');
    if (at == std::string_view::npos) return {text(), {}};
    return {text().substr(0, at), text().substr(at + 1)};
  }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

/// Every answer is canonical JSON and holds either a value or an error with its three members.
/// Gives the value, or null for an error.
inline dom::Value requireAnswer(std::string_view answer) {
  const Result<dom::Value> parsed = dom::parse(answer, {.max_bytes = std::size_t{1} << 30});
  promise(parsed.has_value(), "an answer is JSON");
  promise(dom::canonicalize(*parsed) == std::string(answer), "an answer is canonical");
  const dom::Object* members = parsed->if_object();
  promise(members != nullptr && members->size() == 1, "an answer has one member");
  if (const dom::Value* value = members->if_contains("value")) return *value;
  const dom::Value* error = members->if_contains("error");
  promise(error != nullptr && error->is_object(), "an answer is a value or an error");
  for (const char* name : {"code", "message", "path"})
    promise(error->as_object().contains(name), "an error has code, message and path");
  return nullptr;
}

/// A file of the repository, read once for a target's setup.
inline std::string sourceFile(const char* path) {
  std::ifstream file(std::string(FAIRLEAD_SOURCE_DIR "/") + path);
  promise(file.good(), "the source file is there");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace fairlead::fuzz
