// Reading what a command was pointed at.
#pragma once

#include <cstddef>
#include <string>

#include "core/error.h"

namespace fairlead::cli {

inline constexpr std::size_t kMaxInputBytes = std::size_t{64} << 20;

/// The bytes of `file`, or of standard input for "-". Error: `input_unreadable`, also for more than
/// kMaxInputBytes.
Result<std::string> readInput(const std::string& file);

}  // namespace fairlead::cli
