// Where a text may be cut: before what follows an empty line, a sentence or a space.
#pragma once

#include <cstddef>
#include <string_view>

namespace fairlead::embedding {

/// What a cut would separate, the better cut being the greater.
enum class Border { kCharacters, kWords, kSentences, kParagraphs };

/// Goes through a text (valid UTF-8) code point by code point, and says of each place what stands
/// on its two sides. White space belongs to what is before it, so a border is at the first
/// character behind it.
///
/// A paragraph ends with two line feeds that have nothing but white space between them. A sentence
/// ends with . ! ? … or their like in other scripts, and any closing quotes and brackets, followed
/// by white space (not needed after 。 and its kin) and not by a small ASCII letter, which tells
/// "approx. five" from two sentences.
class BorderScanner {
 public:
  /// Starts at a code point's first byte.
  BorderScanner(std::string_view text, std::size_t start) : text_(text), at_(start) {}

  std::size_t at() const { return at_; }
  bool atEnd() const { return at_ == text_.size(); }

  /// The border at this place; kCharacters at the start.
  Border border() const;

  /// Goes one code point on.
  void step();

 private:
  enum class Ending { kNone, kNeedsSpace, kComplete };

  std::string_view text_;
  std::size_t at_;
  Ending ending_ = Ending::kNone;  // of the sentence that may have ended before this place
  bool inGap_ = false;             // white space stands right before this place
  int lineFeeds_ = 0;              // in that white space
};

}  // namespace fairlead::embedding
