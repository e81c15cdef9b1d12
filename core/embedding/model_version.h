// Which model made a vector. Vectors of two versions are never compared, so every stored vector
// carries all three members, in a document as embedding_model_id, embedding_dimensions and
// embedding_version.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json/reader.h"
#include "core/json/writer.h"

namespace fairlead::embedding {

inline constexpr std::int64_t kMaxDimensions = 16'384;

struct ModelVersion {
  std::string modelId;  // 1 to 200 bytes, without control characters
  std::int64_t dimensions = 0;
  std::string version;  // 1 to 200 bytes, without control characters

  friend bool operator==(const ModelVersion&, const ModelVersion&) = default;
};

/// Reads the members model_id, dimensions and version, each name after `prefix`; faults are the
/// reader's.
ModelVersion readModelMembers(json::ObjectReader& in, const std::string& prefix = "");

/// How many of the three members an object has; null is none.
enum class Presence { kNone, kSome, kAll };
Presence presenceOf(json::Object object, const std::string& prefix = "");

/// Writes the document with the model version added where all three members are missing (or null);
/// one that has all three as it is, whatever the model. Nothing is written of a refused one.
/// Codes: model_version_mixed when only some are there; request_invalid when one is no such value.
Result<void> enrich(json::Writer& out, json::Value document, const ModelVersion& model);

}  // namespace fairlead::embedding
