#include "core/embedding/merge.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include "core/rank/fuse.h"
#include "core/sort.h"

namespace fairlead::embedding {
namespace {

std::string pathOf(std::size_t hit, std::string_view member) {
  return "/hits/" + std::to_string(hit) + "/" + std::string(member);
}

Result<void> check(std::span<const Hit> hits) {
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (!std::isfinite(hits[i].score))
      return fail("score_not_finite", "The score must be a finite number.", pathOf(i, "score"));
  std::vector<std::size_t> byId(hits.size());
  for (std::size_t i = 0; i < hits.size(); ++i) byId[i] = i;
  sortInPlaceBy(byId, [&](const std::size_t& i) { return std::tuple(hits[i].id, i); });
  const auto found =
      std::ranges::adjacent_find(byId, {}, [&](std::size_t i) { return hits[i].id; });
  if (found == byId.end()) return {};
  return fail("hit_repeats", "A hit stands twice in the list.", pathOf(*(found + 1), "id"));
}

/// One document's hits, and the one that stands for it.
class Document {
 public:
  void add(std::span<const Hit> hits, std::size_t hit, std::size_t place) {
    places_.push_back({hit, place});
    newest_ = std::max(newest_, std::tuple(hits[hit].updatedAt, hits[hit].version));
  }

  MergedDocument merge(std::span<const Hit> hits, const MergeOptions& options) const {
    const auto isOf = [&](std::string_view version) {
      return [&hits, version](const Found& one) { return hits[one.hit].version == version; };
    };
    std::string_view version = std::get<1>(newest_);
    const auto& preferred = options.preferredVersion;
    if (preferred && std::ranges::any_of(places_, isOf(*preferred))) version = *preferred;
    const auto worth = [&](const Found& one) {
      const bool other = hits[one.hit].version != version;
      return std::tuple(other, one.place, -hits[one.hit].updatedAt, hits[one.hit].id);
    };
    const Found shown = *std::ranges::min_element(places_, {}, worth);
    return {.hit = shown.hit, .score = 0, .count = places_.size()};
  }

 private:
  struct Found {
    std::size_t hit;
    std::size_t place;  // in its model's ranking
  };

  std::vector<Found> places_;
  /// Time and version of the newest hit; of two at one time the greater version.
  std::tuple<std::int64_t, std::string_view> newest_{INT64_MIN, {}};
};

using Documents = std::map<std::string_view, Document>;
using Indices = std::vector<std::size_t>;

/// One model's documents in the order of their best hits; notes every hit's place.
rank::RankedList rankModel(std::span<const Hit> hits, Indices& ofModel, Documents& documents) {
  sortInPlaceBy(ofModel, [&](std::size_t i) {
    return std::tuple(-hits[i].score, -hits[i].updatedAt, hits[i].id);
  });
  rank::RankedList list;
  std::map<std::string_view, std::size_t> seen;
  for (std::size_t place = 0; place < ofModel.size(); ++place) {
    const std::string_view id = hits[ofModel[place]].documentId;
    if (seen.emplace(id, place).second) list.ids.push_back(id);
    documents[id].add(hits, ofModel[place], place);
  }
  return list;
}

}  // namespace

Result<std::vector<MergedDocument>> mergeByDocument(std::span<const Hit> hits,
                                                    const MergeOptions& options) {
  if (Result<void> sound = check(hits); !sound) return std::unexpected(sound.error());
  std::map<std::string_view, Indices> models;
  for (std::size_t i = 0; i < hits.size(); ++i) models[hits[i].model].push_back(i);
  if (models.size() > rank::kMaxFusedLists)
    return fail("models_too_many", "The hits may be of at most 100 models.", "/hits");
  Documents documents;
  std::vector<rank::RankedList> lists;
  lists.reserve(models.size());
  for (auto& [model, ofModel] : models) lists.push_back(rankModel(hits, ofModel, documents));
  const auto fused = rank::fuse(lists, {.k = options.k, .limit = options.limit});
  if (!fused) return std::unexpected(fused.error());
  std::vector<MergedDocument> merged;
  merged.reserve(fused->size());
  for (const rank::FusedItem& item : *fused) {
    merged.push_back(documents.at(item.id).merge(hits, options));
    merged.back().score = item.score;
  }
  return merged;
}

}  // namespace fairlead::embedding
