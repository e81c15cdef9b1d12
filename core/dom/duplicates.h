// Finding the member name that an object has twice. Only asked after parse() saw that there is one.
#pragma once

#include <string>
#include <string_view>

namespace fairlead::dom {

/// The JSON Pointer of the first repeated member of `text`, which is JSON.
std::string findDuplicate(std::string_view text);

}  // namespace fairlead::dom
