#include "core/embedding/borders.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace fairlead::embedding {
namespace {

struct CodePoint {
  char32_t value;
  std::size_t bytes;
};

/// Of valid UTF-8, so the first byte tells the length.
CodePoint codePointAt(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t value = first & (0x7F >> bytes);
  for (std::size_t i = 1; i < bytes; ++i)
    value = value << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  return {value, bytes};
}

bool isOneOf(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

bool isLineFeed(char32_t c) {
  return c == U'\n' || c == U'\u2028';
}

/// Of paragraphs, by itself.
bool isParagraphSeparator(char32_t c) {
  return c == U'\u2029';
}

bool isSpace(char32_t c) {
  if (c < 0x80) return c == U' ' || (c >= U'\t' && c <= U'\r');
  return isOneOf(c, U"\u0085\u00A0\u1680\u2028\u2029\u202F\u205F\u3000") ||
         (c >= 0x2000 && c <= 0x200A);
}

/// Ends a sentence where white space follows: Latin, Arabic, Devanagari, Armenian, Ethiopic.
bool endsWithSpace(char32_t c) {
  if (c < 0x80) return c == U'.' || c == U'!' || c == U'?';
  return isOneOf(c, U"\u2026\u061F\u06D4\u0964\u0965\u0589\u1362");
}

/// Ends a sentence whatever follows: 。 ！ ？ and the half-width stop.
bool endsByItself(char32_t c) {
  return isOneOf(c, U"\u3002\uFF01\uFF1F\uFF61");
}

/// Quotes and brackets that still belong to the sentence they close.
bool closes(char32_t c) {
  if (c < 0x80) return c == U')' || c == U']' || c == U'}' || c == U'"' || c == U'\'';
  return isOneOf(c, U"\u00BB\u2019\u201D\u203A\u3009\u300B\u300D\u300F\u3011\uFF09");
}

bool isSmallAscii(char32_t c) {
  return c >= U'a' && c <= U'z';
}

}  // namespace

Border BorderScanner::border() const {
  if (atEnd()) return Border::kParagraphs;
  const char32_t next = codePointAt(text_, at_).value;
  if (isSpace(next)) return Border::kCharacters;
  if (lineFeeds_ >= 2) return Border::kParagraphs;
  const bool ended = ending_ == Ending::kComplete || (ending_ == Ending::kNeedsSpace && inGap_);
  const bool goesOn = isSmallAscii(next) || closes(next) || endsByItself(next);
  if (ended && !goesOn) return Border::kSentences;
  return inGap_ ? Border::kWords : Border::kCharacters;
}

void BorderScanner::step() {
  const auto [c, bytes] = codePointAt(text_, at_);
  at_ += bytes;
  if (isSpace(c)) {
    inGap_ = true;
    lineFeeds_ += isParagraphSeparator(c) ? 2 : isLineFeed(c) ? 1 : 0;
    return;
  }
  if (endsByItself(c))
    ending_ = Ending::kComplete;
  else if (endsWithSpace(c))
    ending_ = Ending::kNeedsSpace;
  else if (!closes(c) || inGap_)
    ending_ = Ending::kNone;
  inGap_ = false;
  lineFeeds_ = 0;
}

}  // namespace fairlead::embedding
