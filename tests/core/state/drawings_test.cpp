// The drawings in docs/states are those of the tables.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "native/states/states.h"

namespace fairlead::states {
namespace {

const std::filesystem::path kFolder = FAIRLEAD_SOURCE_DIR "/docs/states";

/// The text between "```mermaid" and "```".
std::string drawingIn(const std::filesystem::path& page) {
  std::ifstream file(page);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string opening = "```mermaid\n";
  const std::size_t begin = text.find(opening);
  if (begin == std::string::npos) return "";
  const std::size_t from = begin + opening.size();
  return text.substr(from, text.find("```", from) - from);
}

TEST(Drawings, AreThoseOfTheTables) {
  for (const state::Drawing& drawing : allDrawings()) {
    const auto page = kFolder / (std::string(drawing.name) + ".md");
    EXPECT_EQ(drawingIn(page), state::mermaid(drawing))
        << page << " must show what `fairlead states " << drawing.name << "` prints.";
  }
}

TEST(Drawings, EveryPageIsOfATable) {
  std::set<std::string, std::less<>> names = {"README"};
  for (const state::Drawing& drawing : allDrawings()) names.emplace(drawing.name);
  for (const auto& page : std::filesystem::directory_iterator(kFolder))
    EXPECT_TRUE(names.contains(page.path().stem().string())) << page.path();
}

}  // namespace
}  // namespace fairlead::states
