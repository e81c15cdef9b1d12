// Model versions, content hashes, staleness and vectors, as C++ callers see them; the vectors in
// tests/vectors/embedding say the same of the JSON forms, and more.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/embedding/content_hash.h"
#include "core/embedding/staleness.h"
#include "core/embedding/validate.h"

namespace fairlead::embedding {
namespace {

const ModelVersion kServing = {"all-minilm", 2, "1"};

std::string codeOf(const std::vector<double>& vector, const std::optional<ModelVersion>& model) {
  const Result<void> good = validateVector(vector, model, kServing);
  return good ? "valid" : std::string(good.error().code);
}

TEST(Vector, MustBeFiniteAsFloats) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(codeOf({1, 2}, kServing), "valid");
  EXPECT_EQ(codeOf({1, std::nan("")}, kServing), "vector_not_finite");
  EXPECT_EQ(codeOf({kInfinity, 1}, kServing), "vector_not_finite");
  EXPECT_EQ(codeOf({1, -kInfinity}, kServing), "vector_not_finite");
  EXPECT_EQ(codeOf({1e39, 1}, kServing), "vector_not_finite");
}

TEST(Vector, MustPointSomewhere) {
  EXPECT_EQ(codeOf({0, -0.0}, kServing), "vector_norm");
  EXPECT_EQ(codeOf({0, 1e-60}, kServing), "vector_norm");
  EXPECT_EQ(codeOf({0, 1e-30}, kServing), "vector_norm");
  EXPECT_EQ(codeOf({0, 1e-22}, kServing), "valid");
  EXPECT_EQ(codeOf({0, 1e20}, kServing), "vector_norm");
}

TEST(Vector, MustBeOfTheServingModel) {
  EXPECT_EQ(codeOf({1, 2}, std::nullopt), "model_version_missing");
  EXPECT_EQ(codeOf({1, 2}, ModelVersion{"all-minilm", 2, "2"}), "model_version_other");
  EXPECT_EQ(codeOf({1, 2, 3}, kServing), "vector_dimension");
}

TEST(ContentHash, DependsOnEveryPart) {
  const std::string hash = contentHash("a b", kServing);
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(contentHash(" a\r\n\tb ", kServing), hash);
  EXPECT_NE(contentHash("ab", kServing), hash);
  EXPECT_NE(contentHash("a b", {"all-minilm", 3, "1"}), hash);
  EXPECT_NE(contentHash("a b", {"all-minilm", 2, "2"}), hash);
  EXPECT_NE(contentHash("a b", {"all-minilM", 2, "1"}), hash);
}

TEST(ContentHash, NormalisingTwiceChangesNothing) {
  for (const char* text : {"", " ", "a", " a  b ", "\n\na\tb\v\f\rc\n", "é\u00a0é"}) {
    const std::string once = normalizeText(text);
    EXPECT_EQ(normalizeText(once), once);
  }
}

TEST(Staleness, EqualTimesAreFresh) {
  Markers row = {10, 10, kServing, std::nullopt, std::nullopt};
  EXPECT_EQ(staleness(row, kServing), Staleness::kFresh);
  row.updatedAt = 11;
  EXPECT_EQ(staleness(row, kServing), Staleness::kSourceNewer);
  row.rowContentHash = row.contentHash = "same";
  EXPECT_EQ(staleness(row, kServing), Staleness::kUnchanged);
}

}  // namespace
}  // namespace fairlead::embedding
