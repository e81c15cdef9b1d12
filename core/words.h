// Turns of phrase that the messages of several concepts share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fairlead {

/// "1 item", "2 items". One function for all: a copy in each place would make the WebAssembly
/// modules larger.
[[gnu::noinline]] inline std::string counted(std::uint64_t n, std::string_view noun) {
  return std::to_string(n).append(" ").append(noun).append(n == 1 ? "" : "s");
}

}  // namespace fairlead
