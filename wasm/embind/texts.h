// How the wire functions of the core look to Embind, which passes text as std::string.
#pragma once

#include <string>
#include <string_view>

namespace fairlead::embind {

/// A question that needs no compiled object.
template <std::string (*kAnswer)(std::string_view)>
std::string answer(const std::string& text) {
  return kAnswer(text);
}

}  // namespace fairlead::embind
