// Bytes travel as std::string_view and std::string in this folder: what is hashed, signed and
// decoded is text as often as not, and an empty view is an honest value.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace fairlead::crypto {

/// The bytes of `view` as libsodium wants them. Valid as long as what `view` looks at.
inline const unsigned char* data(std::string_view view) {
  return reinterpret_cast<const unsigned char*>(view.data());
}

/// A fixed-size value as bytes; valid as long as `array`.
template <std::size_t N>
std::string_view view(const std::array<std::uint8_t, N>& array) {
  return {reinterpret_cast<const char*>(array.data()), N};
}

}  // namespace fairlead::crypto
