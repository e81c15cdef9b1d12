// Answers the cases of a file as the native build does: a digest for each block of answers, or with
// --print each answer as a JSON string, one a line. lib/cases.mjs describes the file.
#include "tests/proof/answers.h"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

#include "core/crypto/sha256.h"

namespace fairlead::proof {
namespace {

constexpr std::size_t kBlock = 1000;

/// The texts of a case file, one after the other.
class Texts {
 public:
  explicit Texts(std::string bytes) : bytes_(std::move(bytes)) {}

  std::optional<std::string_view> next() {
    std::uint32_t length = 0;
    if (bytes_.size() - at_ < sizeof length) return std::nullopt;
    std::memcpy(&length, bytes_.data() + at_, sizeof length);
    at_ += sizeof length;
    const std::string_view text = std::string_view(bytes_).substr(at_, length);
    at_ += text.size();
    return text;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

/// Digests of the answers so far, a line for each full block.
class Digests {
 public:
  void add(std::string_view answer) {
    const auto length = static_cast<std::uint32_t>(answer.size());
    char prefix[sizeof length];
    std::memcpy(prefix, &length, sizeof length);
    hash_.update({prefix, sizeof prefix}).update(answer);
    if (++count_ == kBlock) flush();
  }
  void flush() {
    if (count_ == 0) return;
    std::cout << crypto::hex(hash_.finish()) << '\n';
    hash_ = crypto::Sha256();
    count_ = 0;
  }

 private:
  crypto::Sha256 hash_;
  std::size_t count_ = 0;
};

/// `text` as a JSON string. Answers are JSON, so only these two characters need an escape.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

Ask open(Texts& texts) {
  Operations operations;
  addJson(operations);
  addSchema(operations);
  addToken(operations);
  const auto found = operations.find(texts.next().value_or(std::string_view()));
  if (found == operations.end()) return nullptr;
  std::vector<std::string> documents(std::stoul(std::string(texts.next().value_or("0"))));
  for (std::string& document : documents) document = texts.next().value_or(std::string_view());
  return found->second(documents);
}

int run(const std::vector<std::string>& arguments) {
  const bool print = !arguments.empty() && arguments.front() == "--print";
  std::ifstream file(arguments.empty() ? "" : arguments.back(), std::ios::binary);
  Texts texts({std::istreambuf_iterator<char>(file), {}});
  const Ask ask = open(texts);
  if (!ask) {
    std::cerr << "Usage: answers_native [--print] FILE\n";
    return 2;
  }
  Digests digests;
  while (const auto input = texts.next()) {
    const std::string answer = ask(*input);
    if (print)
      std::cout << quoted(answer) << '\n';
    else
      digests.add(answer);
  }
  digests.flush();
  return 0;
}

}  // namespace
}  // namespace fairlead::proof

int main(int argc, char** argv) {
  return fairlead::proof::run({argv + 1, argv + argc});
}
