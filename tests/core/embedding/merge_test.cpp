// What holds of every merging; tests/vectors/embedding/merge_by_document.json says which hit stands
// for a document and where.
#include "core/embedding/merge.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace fairlead::embedding {
namespace {

const std::vector<std::string> kIds = [] {
  std::vector<std::string> ids;
  for (int i = 0; i < 60; ++i) ids.push_back("p" + std::to_string(i));
  return ids;
}();
constexpr std::string_view kDocuments[] = {"a", "b", "c", "d", "e"};
constexpr std::string_view kVersions[] = {"1", "2", ""};
constexpr std::string_view kModels[] = {"m1", "m2", "m3"};

std::vector<Hit> randomHits(std::mt19937& random) {
  std::vector<Hit> hits(random() % kIds.size());
  for (std::size_t i = 0; i < hits.size(); ++i)
    hits[i] = {kIds[i],
               kDocuments[random() % 5],
               kVersions[random() % 3],
               kModels[random() % 3],
               static_cast<std::int64_t>(random() % 6),
               static_cast<double>(random() % 10) / 10};
  return hits;
}

/// Ids of the hits shown, in order, with the scores of the fusion.
std::vector<std::pair<std::string_view, double>> shown(const std::vector<Hit>& hits,
                                                       const MergeOptions& options = {}) {
  std::vector<std::pair<std::string_view, double>> list;
  const auto documents = *mergeByDocument(hits, options);
  for (const MergedDocument& document : documents)
    list.emplace_back(hits[document.hit].id, document.score);
  return list;
}

TEST(Merge, GivesEveryDocumentOnceAndCountsAllHits) {
  std::mt19937 random(71);
  for (int round = 0; round < 500; ++round) {
    const auto hits = randomHits(random);
    std::map<std::string_view, std::size_t> counts;
    for (const Hit& hit : hits) ++counts[hit.documentId];
    const auto documents = *mergeByDocument(hits, {});
    ASSERT_EQ(documents.size(), counts.size());
    for (const MergedDocument& document : documents)
      ASSERT_EQ(document.count, counts[hits[document.hit].documentId]);
    ASSERT_TRUE(std::ranges::is_sorted(documents, std::greater(), &MergedDocument::score));
  }
}

TEST(Merge, DoesNotDependOnTheOrderOfTheHits) {
  std::mt19937 random(72);
  for (int round = 0; round < 300; ++round) {
    auto hits = randomHits(random);
    const auto before = shown(hits);
    std::ranges::shuffle(hits, random);
    ASSERT_EQ(shown(hits), before);
  }
}

TEST(Merge, DoesNotCompareScoresOfDifferentModels) {
  std::mt19937 random(73);
  for (int round = 0; round < 300; ++round) {
    auto hits = randomHits(random);
    const auto before = shown(hits);
    for (Hit& hit : hits)
      if (hit.model == "m2") hit.score = hit.score * 1000 - 7;  // another scale, the same order
    ASSERT_EQ(shown(hits), before);
  }
}

TEST(Merge, RefusesWhatCannotBeRanked) {
  const Hit hit{"p", "d", "1", "m", 0, 0};
  std::vector<Hit> hits{hit, hit};
  EXPECT_EQ(mergeByDocument(hits, {}).error().path, "/hits/1/id");
  hits[1].id = "q";
  hits[1].score = std::nan("");
  EXPECT_EQ(mergeByDocument(hits, {}).error().path, "/hits/1/score");
}

TEST(Merge, RefusesMoreModelsThanAreFused) {
  std::vector<std::string> names;
  for (int i = 0; i < 101; ++i) names.push_back(std::to_string(i));
  std::vector<Hit> hits;
  for (const std::string& name : names) hits.push_back({name, "d", "1", name, 0, 0});
  EXPECT_EQ(mergeByDocument(hits, {}).error().code, "models_too_many");
}

}  // namespace
}  // namespace fairlead::embedding
