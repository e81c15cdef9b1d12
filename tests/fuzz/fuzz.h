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
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/json/json.h"
#include "core/json/writer.h"

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

/// The canonical text of a value that has one.
inline std::string canonical(json::Value value) {
  json::Writer out;
  out.value(value);
  Result<std::string> text = std::move(out).finish();
  promise(text.has_value(), "the value has a canonical form");
  return *std::move(text);
}

/// An answer of the core, which must be canonical JSON that holds either a value or an error with
/// its three members.
class Answer {
 public:
  explicit Answer(std::string_view text) : document_(read(text)) {
    promise(canonical(document_.root()) == text, "an answer is canonical");
    const auto members = document_.root().asObject();
    promise(members && members->size() == 1, "an answer has one member");
    value_ = members->find("value");
    if (value_) return;
    const auto error = members->find("error");
    promise(error && error->isObject(), "an answer is a value or an error");
    for (const char* name : {"code", "message", "path"}) {
      const auto member = error->object().find(name);
      promise(member && member->isString(), "an error has code, message and path");
    }
  }

  bool isError() const { return !value_; }
  /// What stands under "value"; the answer must not be an error.
  json::Value value() const { return *value_; }
  /// The member of a value that is an object; it must be there.
  json::Value member(std::string_view name) const {
    const auto found = value().object().find(name);
    promise(found.has_value(), "the answer has all its members");
    return *found;
  }

 private:
  static json::Document read(std::string_view text) {
    Result<json::Document> document = json::parse(text, {.max_bytes = std::size_t{1} << 30});
    promise(document.has_value(), "an answer is JSON");
    return *std::move(document);
  }

  json::Document document_;
  std::optional<json::Value> value_;
};

/// A file of the repository, read once for a target's setup.
inline std::string sourceFile(const char* path) {
  std::ifstream file(std::string(FAIRLEAD_SOURCE_DIR "/") + path);
  promise(file.good(), "the source file is there");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace fairlead::fuzz
