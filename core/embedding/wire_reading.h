// What several wire forms of embedding read alike.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/embedding/model_version.h"
#include "core/json/reader.h"

namespace fairlead::embedding {

/// A member that is a model version; its three members and no others.
ModelVersion readModel(json::ObjectReader& in, std::string_view member);

/// The same for a member that may be left out or null.
std::optional<ModelVersion> readOptionalModel(json::ObjectReader& in, std::string_view member);

/// Reads a member that is an array, item by item: read(value, path).
template <typename Read>
void readEach(json::ObjectReader& in, std::string_view member, Read read) {
  const json::Path at = in.path() / member;
  std::size_t index = 0;
  for (const json::Value value : in.array(member)) {
    const json::Path itemAt = at / index++;
    read(value, itemAt);
  }
}

}  // namespace fairlead::embedding
