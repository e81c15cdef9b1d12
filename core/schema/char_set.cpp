#include "core/schema/char_set.h"

#include <algorithm>

#include "core/sort.h"

namespace fairlead::schema {

CharSet::CharSet(std::span<const CharRange> ranges) : ranges_(ranges.begin(), ranges.end()) {
  normalise();
}

void CharSet::add(const CharSet& other) {
  ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
}

void CharSet::normalise() {
  sortInPlace(ranges_);
  std::size_t kept = 0;
  for (const CharRange& range : ranges_) {
    if (kept > 0 && range.first <= ranges_[kept - 1].last + 1) {
      ranges_[kept - 1].last = std::max(ranges_[kept - 1].last, range.last);
    } else {
      ranges_[kept++] = range;
    }
  }
  ranges_.resize(kept);
}

CharSet CharSet::complement() const {
  CharSet rest;
  char32_t next = 0;
  for (const CharRange& range : ranges_) {
    if (range.first > next) rest.add(next, range.first - 1);
    next = range.last + 1;
  }
  if (next <= kMaxCodePoint) rest.add(next, kMaxCodePoint);
  return rest;
}

}  // namespace fairlead::schema
