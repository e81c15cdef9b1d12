#include "core/action/suggest.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/action/text.h"

namespace fairlead::action {
namespace {

/// How well an action matches, best first.
enum Quality : std::size_t { kLabelStarts, kLabelWords, kKeywordWords, kNoMatch };

Quality qualityOf(const Action& action, std::string_view wanted) {
  std::string words = searchWords(action.label);
  if (words.starts_with(wanted)) return kLabelStarts;
  if (allStartWords(wanted, words)) return kLabelWords;
  for (const std::string& keyword : action.keywords) words += searchWords(keyword);
  return allStartWords(wanted, words) ? kKeywordWords : kNoMatch;
}

}  // namespace

std::vector<const Action*> suggest(const Registry& registry, const SuggestQuery& query) {
  const std::string wanted = searchWords(query.query);
  std::array<std::vector<const Action*>, kNoMatch + 1> byQuality;
  for (const Action* action : list(registry, query.role))
    if (!query.entityType || action->entity == *query.entityType)
      byQuality[qualityOf(*action, wanted)].push_back(action);
  std::vector<const Action*> result;
  for (std::size_t quality = 0; quality < kNoMatch; ++quality)
    result.insert(result.end(), byQuality[quality].begin(), byQuality[quality].end());
  return result;
}

std::vector<const Action*> list(const Registry& registry, std::string_view role) {
  std::vector<const Action*> result;
  for (const Action& action : registry.actions())
    if (action.mayBeRunBy(role)) result.push_back(&action);
  return result;
}

}  // namespace fairlead::action
