// Boost.JSON's parser over one text, with Builder as its handler. A part of parse() and of nothing
// else.
#pragma once

#include <cstddef>
#include <string_view>

#include <boost/system/error_code.hpp>

#include "core/json/builder.h"

namespace fairlead::json {

struct Scan {
  std::size_t read;                 // bytes until where the parser came
  boost::system::error_code fault;  // why it stopped there, unless all was read
  Builder builder;
};

/// `text` must be UTF-8.
Scan scan(std::string_view text, unsigned maxDepth, bool onlySafeIntegers);

}  // namespace fairlead::json
