// Ids for the tests that rank nothing but ids.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace fairlead::rank {

/// "id-0", "id-1" … `n` of them.
inline std::vector<std::string> idsOf(std::size_t n) {
  std::vector<std::string> ids;
  ids.reserve(n);
  for (std::size_t i = 0; i < n; ++i) ids.push_back("id-" + std::to_string(i));
  return ids;
}

}  // namespace fairlead::rank
