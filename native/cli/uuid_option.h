// Options that name a row.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "core/schema/format.h"

namespace fairlead::cli {

/// Refuses what is not a UUID; as a `transform`, in small letters, as PostgreSQL writes them.
inline const CLI::Validator kUuid(
    [](std::string& text) {
      if (!schema::isUuid(text)) return "\"" + text + "\" is not a UUID";
      text = CLI::detail::to_lower(text);
      return std::string();
    },
    "UUID");

}  // namespace fairlead::cli
