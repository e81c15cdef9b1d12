// What is odd in a registry; tests/vectors/action/lint.json has each finding with its text.
#include "core/action/lint.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

TEST(Lint, FindsNothingInTheShippedRegistry) {
  std::ifstream file(FAIRLEAD_SOURCE_DIR "/edge/registry/actions.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const LintFinding& finding : lint(test::loaded(text)))
    ADD_FAILURE() << finding.path << ": " << finding.code << ": " << finding.message;
}

TEST(Lint, GoesThroughTheDocumentInItsOrder) {
  std::string found;
  for (const LintFinding& finding : lint(test::loaded(test::smallRegistry())))
    found += std::string(finding.code) + " " + finding.path + "\n";
  EXPECT_EQ(found, "not_idempotent /actions/2/idempotent\n");
}

}  // namespace
}  // namespace fairlead::action
