// Sorting in n log n steps whatever the order was. A heap sort: std::sort is faster on long rows,
// but each of its instances is several kilobytes of a module that pages load, and what is sorted
// here is short.
#pragma once

#include <algorithm>
#include <functional>

namespace fairlead::schema {

template <typename Row, typename Less = std::less<>>
void sortRow(Row& row, Less isLess = {}) {
  std::make_heap(row.begin(), row.end(), isLess);
  std::sort_heap(row.begin(), row.end(), isLess);
}

}  // namespace fairlead::schema
