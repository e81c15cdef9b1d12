// Where the parser of regular expressions stands, and the escapes and classes it shares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/schema/char_set.h"

namespace fairlead::schema {

/// A walk over the code points of an expression.
class PatternCursor {
 public:
  explicit PatternCursor(std::u32string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  std::size_t position() const { return at_; }
  void moveTo(std::size_t position) { at_ = position; }

  /// The code point `ahead` of here, or U+0000 behind the end.
  char32_t peek(std::size_t ahead = 0) const {
    return ahead < text_.size() - at_ ? text_[at_ + ahead] : U'\0';
  }
  /// The code point here, which must be one; moves past it.
  char32_t next() { return text_[at_++]; }
  bool startsWith(std::u32string_view words) const { return text_.substr(at_).starts_with(words); }
  /// Moves past the words if they stand here.
  bool take(std::u32string_view words);

  /// Error `schema_pattern_invalid` for the code point here.
  std::unexpected<Error> invalid(std::string_view problem) const;

 private:
  std::u32string_view text_;
  std::size_t at_ = 0;
};

/// What follows a backslash.
struct Escape {
  enum class Kind : std::uint8_t { kPoint, kSet, kWordBorder, kNoWordBorder, kReference };

  Kind kind = Kind::kPoint;
  char32_t point = 0;          // kPoint
  CharSet set{};               // kSet
  std::uint32_t group = 0;     // kReference by number
  std::u32string groupName{};  // kReference by name
  std::string unsupported{};   // why this escape cannot be run, if so
};

/// Reads an escape whose backslash was taken. In a class `\b` is a backspace and `\-` a hyphen.
Result<Escape> parseEscape(PatternCursor& cursor, bool inClass);

/// Reads a class whose `[` was taken, with its `]`. Adds to `unsupported` if it is empty.
Result<CharSet> parseClass(PatternCursor& cursor, std::string& unsupported);

/// Reads the name of a group and its `>`, whose `<` was taken.
Result<std::u32string> parseGroupName(PatternCursor& cursor);

/// What `\w` holds.
CharSet wordCharacters();

}  // namespace fairlead::schema
