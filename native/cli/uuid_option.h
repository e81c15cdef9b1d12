// Options that name a row.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "core/schema/format.h"

namespace fairlead::cli {

/// Refuses what is not a UUID.
inline const CLI::Validator kUuid(
    [](std::string& text) {
      return schema::isUuid(text) ? std::string() : "\"" + text + "\" is not a UUID";
    },
    "UUID");

}  // namespace fairlead::cli
