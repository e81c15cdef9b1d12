#include <algorithm>

#include "core/schema/ascii.h"
#include "core/schema/format.h"

namespace fairlead::schema {

bool isUuid(std::string_view text) {
  constexpr std::string_view kForm = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
  return std::ranges::equal(text, kForm,
                            [](char c, char f) { return f == '-' ? c == '-' : isHexDigit(c); });
}

}  // namespace fairlead::schema
