#include "native/mail/text_flow.h"

#include <algorithm>

namespace fairlead::mail {
namespace {

// Deeper quotes are marked as this deep: the marks of a line stay short whatever the document does.
constexpr int kMostMarks = 8;

std::string marksOf(int quotes) {
  return std::string(static_cast<std::size_t>(std::min(quotes, kMostMarks)), '>');
}

bool isSpace(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

}  // namespace

void TextFlow::open() {
  if (text_.empty()) pending_ = 1;
  if (pending_ > 0) {
    // An empty line between two depths of quotes belongs to the lesser.
    if (pending_ > 1 && !text_.empty()) text_ += '\n' + marksOf(std::min(gap_, quotes_));
    if (!text_.empty()) text_ += '\n';
    text_ += marksOf(quotes_);
    if (quotes_ > 0) text_ += ' ';
  } else if (separators_ > 0) {
    for (; separators_ > 0; --separators_) text_ += " |";
    text_ += ' ';
  } else if (blank_ && !at_start_) {
    text_ += ' ';
  }
  separators_ = 0;
  pending_ = 0;
  blank_ = false;
  at_start_ = false;
}

void TextFlow::run(std::string_view text) {
  while (!text.empty()) {
    const auto word = std::ranges::find_if_not(text, isSpace);
    if (word != text.begin()) blank_ = true;
    text.remove_prefix(static_cast<std::size_t>(word - text.begin()));
    const auto end = std::ranges::find_if(text, isSpace);
    if (text.empty()) return;
    open();
    text_.append(text.begin(), end);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  }
}

void TextFlow::preformatted(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) {
      open();
      text_ += text.substr(0, end);
    }
    if (end == text.size()) return;
    breakLine(pending_ + 1);
    text.remove_prefix(end + 1);
  }
}

void TextFlow::breakLine(int newlines) {
  if (text_.empty()) return;
  gap_ = pending_ == 0 ? quotes_ : std::min(gap_, quotes_);
  pending_ = std::min(newlines, 2);
  separators_ = 0;
  blank_ = false;
  at_start_ = true;
}

void TextFlow::lineBreak() {
  breakLine(std::max(pending_, 1));
}

void TextFlow::paragraph() {
  breakLine(2);
}

void TextFlow::mark(std::string_view mark) {
  open();
  text_ += mark;
  at_start_ = true;
}

void TextFlow::beginQuote() {
  paragraph();
  ++quotes_;
}

void TextFlow::endQuote() {
  paragraph();
  --quotes_;
}

std::string_view TextFlow::since(std::size_t start) const {
  return std::string_view(text_).substr(std::min(start, text_.size()));
}

}  // namespace fairlead::mail
