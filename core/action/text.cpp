#include "core/action/text.h"

#include <algorithm>

#include "core/schema/utf8.h"

namespace fairlead::action {
namespace {

constexpr std::size_t kCutCodePoints = 40;

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

}  // namespace

std::string cut(std::string_view utf8) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < kCutCodePoints && at < utf8.size(); ++n)
    schema::nextCodePoint(utf8, at);
  return std::string(utf8.substr(0, at)) + (at < utf8.size() ? "…" : "");
}

std::string words(std::string_view name) {
  std::string result(name);
  std::ranges::replace(result, '_', ' ');
  return result;
}

bool isVisibleAscii(std::string_view text, std::size_t min, std::size_t max) {
  return text.size() >= min && text.size() <= max &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

bool hasNul(std::string_view text) {
  return text.find('\0') != text.npos;
}

std::string searchWords(std::string_view text) {
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

bool allStartWords(std::string_view wanted, std::string_view words) {
  while (!wanted.empty()) {
    const std::size_t end = std::min(wanted.find(' ', 1), wanted.size());
    if (words.find(wanted.substr(0, end)) == words.npos) return false;
    wanted.remove_prefix(end);
  }
  return true;
}

}  // namespace fairlead::action
