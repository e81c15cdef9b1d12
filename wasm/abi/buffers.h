// The two buffers through which text crosses the border of the module (fairlead.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fairlead::abi {

/// The first `length` bytes of the input buffer; as many as there are when the caller claims more.
std::string_view input(std::uint32_t length);

/// The same behind the first `offset` bytes.
std::string_view input(std::uint32_t offset, std::uint32_t length);

/// Puts an answer into the result frame; gives the frame's address.
const std::uint8_t* reply(std::string_view answer);

/// Puts the first `length` bytes of the input to a rule that needs nothing else.
const std::uint8_t* answer(std::string (*rule)(std::string_view), std::uint32_t length);

}  // namespace fairlead::abi
