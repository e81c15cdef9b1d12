#include "core/rank/fuse.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "core/sort.h"

namespace fairlead::rank {
namespace {

/// An id's place in one list.
struct Mention {
  std::string_view id;
  std::size_t list;
  std::size_t place;  // from 1
};

std::string pathOf(std::size_t list, std::string_view member) {
  return "/lists/" + std::to_string(list) + "/" + std::string(member);
}

Result<void> check(std::span<const RankedList> lists, const FuseOptions& options) {
  if (!(options.k >= 0 && options.k <= kMaxFuseK))
    return fail("k_out_of_range", "k must be from 0 to 1000000.", "/k");
  if (lists.size() > kMaxFusedLists)
    return fail("lists_too_many", "At most 100 lists can be fused.", "/lists");
  for (std::size_t i = 0; i < lists.size(); ++i)
    if (!(lists[i].weight >= 0 && std::isfinite(lists[i].weight)))
      return fail("weight_out_of_range", "A weight must be finite and not below 0.",
                  pathOf(i, "weight"));
  return {};
}

/// All mentions, those of one id beside each other, in the order of the lists.
std::vector<Mention> mentionsIn(std::span<const RankedList> lists) {
  std::vector<Mention> mentions;
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (std::size_t i = 0; i < lists[list].ids.size(); ++i)
      mentions.push_back({lists[list].ids[i], list, i + 1});
  sortInPlaceBy(mentions, [](const Mention& mention) {
    return std::tie(mention.id, mention.list, mention.place);
  });
  return mentions;
}

Result<void> checkRepeats(std::span<const Mention> mentions) {
  const auto sameIn = [](const Mention& a, const Mention& b) {
    return a.list == b.list && a.id == b.id;
  };
  const auto found = std::ranges::adjacent_find(mentions, sameIn);
  if (found == mentions.end()) return {};
  const Mention& second = *(found + 1);
  return fail("ranking_repeats", "An id stands twice in the list.",
              pathOf(second.list, "ids/" + std::to_string(second.place - 1)));
}

std::size_t bestPlace(const FusedItem& item) {
  std::size_t best = std::numeric_limits<std::size_t>::max();
  for (const auto& place : item.places) best = std::min(best, place.value_or(best));
  return best;
}

bool comesBefore(const FusedItem& a, const FusedItem& b) {
  if (a.score != b.score) return a.score > b.score;
  const std::size_t first = bestPlace(a);
  const std::size_t second = bestPlace(b);
  return first != second ? first < second : a.id < b.id;
}

}  // namespace

Result<std::vector<FusedItem>> fuse(std::span<const RankedList> lists, const FuseOptions& options) {
  if (Result<void> sound = check(lists, options); !sound) return std::unexpected(sound.error());
  const std::vector<Mention> mentions = mentionsIn(lists);
  if (Result<void> sound = checkRepeats(mentions); !sound) return std::unexpected(sound.error());
  std::vector<FusedItem> items;
  for (const Mention& mention : mentions) {
    if (items.empty() || items.back().id != mention.id)
      items.push_back({mention.id, 0, std::vector<std::optional<std::size_t>>(lists.size())});
    FusedItem& item = items.back();
    item.score += lists[mention.list].weight / (options.k + static_cast<double>(mention.place));
    item.places[mention.list] = mention.place;
  }
  const std::size_t count = std::min(options.limit, items.size());
  std::ranges::partial_sort(items, items.begin() + static_cast<std::ptrdiff_t>(count), comesBefore);
  items.resize(count);
  return items;
}

}  // namespace fairlead::rank
