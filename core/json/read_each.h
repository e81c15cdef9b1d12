// Reading an array item by item, with the path of each.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/json/reader.h"

namespace fairlead::json {

/// Reads a member that must be there and be an array: read(value, path) for each item.
template <typename Read>
void readEach(ObjectReader& in, std::string_view member, Read read) {
  const Path list = in.path() / member;
  std::size_t index = 0;
  for (const Value value : in.array(member)) {
    const Path at = list / index++;
    read(value, at);
  }
}

}  // namespace fairlead::json
