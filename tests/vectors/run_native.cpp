// Runs the vectors below a folder on the native build; README.md says how vectors look.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <vector>

#include "core/json/canonical.h"
#include "core/json/json.h"
#include "core/json/reader.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20;

struct Tally {
  std::size_t run = 0;
  std::size_t passed = 0;
};

Operations allOperations() {
  Operations operations;
  addJson(operations);
  addToken(operations);
  addAction(operations);
  addSchema(operations);
  addEmbedding(operations);
  addAudit(operations);
  addRank(operations);
  addJob(operations);
  addFlag(operations);
  return operations;
}

/// Whether the answer is what the case expects.
bool isExpected(json::Value expected, json::Value answer) {
  if (expected.object().contains("value")) {
    const auto wanted = json::canonicalize(expected);
    return wanted && wanted == json::canonicalize(answer);
  }
  const auto error = answer.object().find("error");
  if (!error) return false;
  for (const json::Member member : expected.object().find("error")->object()) {
    const auto given = error->object().find(member.name);
    if (!given || json::canonicalize(*given) != json::canonicalize(member.value)) return false;
  }
  return true;
}

/// One of "value" and "error", the latter with a code.
bool isExpectation(json::Value expected) {
  if (!expected.isObject() || expected.object().size() != 1) return false;
  if (expected.object().contains("value")) return true;
  const auto error = expected.object().find("error");
  return error && error->isObject() && error->object().contains("code");
}

/// Runs the vectors of one program call and keeps the score.
class Runner {
 public:
  explicit Runner(std::ostream* answers) : operations_(allOperations()), answers_(answers) {}

  void runFile(const std::filesystem::path& path, const std::string& name) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Result<json::Document> document = json::parse(text, {.max_bytes = kMaxFileBytes});
    if (!document) return complain(name, document.error());

    json::ObjectReader in(document->root());
    in.string("describes");
    in.string("source");
    const json::Value setup = in.optional("setup").value_or(json::Value());
    const json::Array cases = in.array("cases");
    if (const auto done = in.finish(); !done) return complain(name, done.error());

    const json::Path list = in.path() / "cases";
    std::set<std::string, std::less<>> names;
    std::size_t index = 0;
    for (const json::Value one : cases) {
      json::ObjectReader reader(one, list / index++);
      runCase(reader, name, setup, names);
    }
  }

  const Tally& tally() const { return tally_; }

 private:
  void complain(const std::string& where, const Error& error) {
    ++tally_.run;
    std::cout << "FAILED " << where << ": " << error.message << " (" << error.path << ")\n";
  }

  void runCase(json::ObjectReader& in, const std::string& file, json::Value default_setup,
               std::set<std::string, std::less<>>& names) {
    const std::string name(in.string("name"));
    const std::string_view operation = in.string("operation");
    const json::Value setup = in.optional("setup").value_or(default_setup);
    const json::Value input = in.required("input");
    const json::Value expected = in.required("expect");
    const auto known = operations_.find(operation);
    if (in.ok() && !names.insert(name).second)
      in.refuse("member_value", "The name \"" + name + "\" occurs twice.", "name");
    if (in.ok() && known == operations_.end())
      in.refuse("member_value", "There is no such operation.", "operation");
    if (in.ok() && !isExpectation(expected))
      in.refuse("member_value", "A value, or an error with a code, must be expected.", "expect");
    if (const auto done = in.finish(); !done) return complain(file, done.error());
    check(file + "/" + name, known->second(setup, input), expected);
  }

  void check(const std::string& where, const std::string& answer, json::Value expected) {
    ++tally_.run;
    if (answers_ != nullptr) *answers_ << where << '\t' << answer << '\n';
    const Result<json::Document> document = json::parse(answer, {.max_bytes = kMaxFileBytes});
    if (document && isExpected(expected, document->root())) {
      ++tally_.passed;
      return;
    }
    const auto wanted = json::canonicalize(expected);
    std::cout << "FAILED " << where << "\n  expected " << (wanted ? *wanted : "?")
              << "\n  answered " << answer << "\n";
  }

  Operations operations_;
  std::ostream* answers_;
  Tally tally_;
};

/// The vector files of all concepts, in the order of their names.
std::vector<std::filesystem::path> vectorFiles(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& concept_folder : std::filesystem::directory_iterator(folder)) {
    if (!concept_folder.is_directory()) continue;
    for (const auto& entry : std::filesystem::directory_iterator(concept_folder))
      if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

int run(const std::vector<std::string>& arguments) {
  std::ofstream answers;
  std::string folder;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--answers" && i + 1 < arguments.size())
      answers.open(arguments[++i], std::ios::binary | std::ios::trunc);
    else
      folder = arguments[i];
  }
  if (!std::filesystem::is_directory(folder)) {
    std::cerr << "Usage: vectors_native [--answers FILE] FOLDER\n";
    return 2;
  }
  Runner runner(answers.is_open() ? &answers : nullptr);
  for (const auto& path : vectorFiles(folder)) {
    const auto name = path.parent_path().filename() / path.stem();
    runner.runFile(path, name.generic_string());
  }
  const Tally& tally = runner.tally();
  std::cout << "native: " << tally.run << " vectors, " << tally.passed << " passed\n";
  return tally.run > 0 && tally.passed == tally.run ? 0 : 1;
}

}  // namespace
}  // namespace fairlead::vectors

int main(int argc, char** argv) {
  return fairlead::vectors::run({argv + 1, argv + argc});
}
