// Text that is put together out of runs, lines and blocks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::mail {

/// Collapses blanks as HTML does, begins lines with the marks of quotes and lists, and never gives
/// more than one empty line at once.
class TextFlow {
 public:
  /// Running text: any blanks in it are one.
  void run(std::string_view text);
  /// Text whose lines and blanks count.
  void preformatted(std::string_view text);
  /// What comes next begins a line.
  void lineBreak();
  /// What comes next begins a line behind an empty one.
  void paragraph();
  /// A mark such as "- " before what comes next in this line.
  void mark(std::string_view mark);
  /// What comes next in this line stands behind " | ", behind as many as are owed (eight at most);
  /// where nothing comes, no mark is left.
  void separate() { separators_ = std::min(separators_ + 1, 8); }
  /// Lines from now on stand in one more, or one less, quote.
  void beginQuote();
  void endQuote();

  std::size_t size() const { return text_.size(); }
  /// The text from `start` on.
  std::string_view since(std::size_t start) const;
  std::string take() { return std::move(text_); }

 private:
  void open();
  void breakLine(int newlines);

  std::string text_;
  int quotes_ = 0;
  int gap_ = 0;           // the least depth of quotes since the last character
  int pending_ = 0;       // newlines owed before the next character
  int separators_ = 0;    // owed before the next character of the line
  bool blank_ = false;    // a space owed before the next character
  bool at_start_ = true;  // nothing stands in this line yet but its marks
};

}  // namespace fairlead::mail
