// Whether a row's vector still stands for the row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/embedding/model_version.h"

namespace fairlead::embedding {

/// What a row and its markers say. Times are whole microseconds since the epoch.
struct Markers {
  std::int64_t updatedAt = 0;
  std::optional<std::int64_t> embeddingUpdatedAt;  // the updatedAt the vector was made from
  std::optional<ModelVersion> rowModel;            // which model made it
  std::optional<std::string> rowContentHash;       // of the text it was made from
  std::optional<std::string> contentHash;          // of the text as it is now
};

enum class Staleness {
  kMissing,       // no vector, or one that does not say which model made it
  kModelChanged,  // of another model than the serving one: left to a migration, however old
  kUnchanged,     // the row was touched, its text was not: mark it fresh, make no call
  kSourceNewer,   // the text changed since
  kFresh,
};

/// "missing", "model_changed", "unchanged", "source_newer", "fresh".
std::string_view nameOf(Staleness state);

/// Decided in the order of the enumeration. Equal times are fresh; without both hashes a touched
/// row counts as changed.
Staleness staleness(const Markers& row, const ModelVersion& serving);

}  // namespace fairlead::embedding
