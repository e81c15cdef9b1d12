#include "core/action/suggest.h"

#include <algorithm>
#include <array>
#include <string>

namespace fairlead::action {
namespace {

/// How well an action matches, best first.
enum Quality : std::size_t { kLabelStarts, kLabelWords, kKeywordWords, kNoMatch };

std::string lowerAscii(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

/// Letters and digits make words, and so does everything beyond ASCII.
bool isWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// The words of a text in lower case, each after one space: " receive part".
std::string wordsOf(std::string_view text) {
  std::string result;
  bool inWord = false;
  for (const char c : lowerAscii(text)) {
    if (isWordByte(c)) {
      if (!inWord) result += ' ';
      result += c;
    }
    inWord = isWordByte(c);
  }
  return result;
}

/// Whether each of `wanted` (as from wordsOf) starts a word of `words`.
bool allStartWords(std::string_view wanted, std::string_view words) {
  while (!wanted.empty()) {
    const std::size_t end = std::min(wanted.find(' ', 1), wanted.size());
    if (words.find(wanted.substr(0, end)) == words.npos) return false;
    wanted.remove_prefix(end);
  }
  return true;
}

Quality qualityOf(const Action& action, std::string_view wanted) {
  std::string words = wordsOf(action.label);
  if (words.starts_with(wanted)) return kLabelStarts;
  if (allStartWords(wanted, words)) return kLabelWords;
  for (const std::string& keyword : action.keywords) words += wordsOf(keyword);
  return allStartWords(wanted, words) ? kKeywordWords : kNoMatch;
}

}  // namespace

std::vector<const Action*> suggest(const Registry& registry, const SuggestQuery& query) {
  const std::string wanted = wordsOf(query.query);
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
