// Sorting where the size of the code matters more than the last factor of speed: std::sort brings
// up to 10 KB into a WebAssembly module for each type and order that it is used with.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace fairlead {

/// Sorts by `before`, in n·log n steps at most and without memory; what is in order already costs
/// one look. Equals may change places.
template <typename Range, typename Before = std::less<>>
void sortInPlace(Range&& range, Before before = {}) {
  const auto first = std::begin(range);
  const auto last = std::end(range);
  if (std::is_sorted(first, last, before)) return;
  std::make_heap(first, last, before);
  std::sort_heap(first, last, before);
}

/// The same in the order of `key(item)`.
template <typename Range, typename Key>
void sortInPlaceBy(Range&& range, Key key) {
  sortInPlace(range, [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace fairlead
