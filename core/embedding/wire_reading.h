// What several wire forms of embedding read alike.
#pragma once

#include <optional>
#include <string_view>

#include "core/embedding/model_version.h"
#include "core/json/reader.h"

namespace fairlead::embedding {

/// A member that is a model version; its three members and no others.
ModelVersion readModel(json::ObjectReader& in, std::string_view member);

/// The same for a member that may be left out or null.
std::optional<ModelVersion> readOptionalModel(json::ObjectReader& in, std::string_view member);

}  // namespace fairlead::embedding
