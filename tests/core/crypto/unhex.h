// Bytes as tests write them down.
#pragma once

#include <string>
#include <string_view>

namespace fairlead::crypto {

inline std::string unhex(std::string_view digits) {
  std::string bytes;
  for (; digits.size() >= 2; digits.remove_prefix(2))
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(0, 2)), nullptr, 16));
  return bytes;
}

}  // namespace fairlead::crypto
