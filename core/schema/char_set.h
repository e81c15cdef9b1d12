// A set of Unicode code points as sorted, disjoint ranges.
#pragma once

#include <compare>
#include <initializer_list>
#include <span>
#include <vector>

namespace fairlead::schema {

inline constexpr char32_t kMaxCodePoint = 0x10FFFF;

struct CharRange {
  char32_t first;
  char32_t last;  // inclusive

  friend auto operator<=>(const CharRange&, const CharRange&) = default;
};

class CharSet {
 public:
  CharSet() = default;
  CharSet(std::initializer_list<CharRange> ranges) : CharSet(std::span(ranges)) {}
  explicit CharSet(std::span<const CharRange> ranges);

  void add(char32_t first, char32_t last) { ranges_.push_back({first, last}); }
  void add(const CharSet& other);

  /// Sorts and merges what was added; the other members expect this to have been called.
  void normalise();

  /// All code points that are not in this set. Normalised.
  CharSet complement() const;

  std::span<const CharRange> ranges() const { return ranges_; }

  friend auto operator<=>(const CharSet&, const CharSet&) = default;

 private:
  std::vector<CharRange> ranges_;
};

}  // namespace fairlead::schema
