// The documents that are timed, as tests/bench/core/fixtures.mjs wrote them.
#pragma once

#include <string>

namespace fairlead::bench {

/// Where they are; set once by main().
void setFolder(std::string folder);

/// A file of the folder. The program ends when there is none.
std::string read(const std::string& name);

/// Ends the program: what is to be timed does not do what it should.
[[noreturn]] void stop(const std::string& reason);

/// Ends the program unless it holds.
inline void require(bool holds, const std::string& what) {
  if (!holds) stop(what);
}

}  // namespace fairlead::bench
