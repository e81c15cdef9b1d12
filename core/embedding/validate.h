// Whether a vector that came from a model, or out of a store, may be used.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedding/model_version.h"
#include "core/error.h"

namespace fairlead::embedding {

/// Nothing when the vector may be used with the serving model; else the first of these codes:
/// - model_version_missing: it does not say which model made it;
/// - model_version_other: another one made it;
/// - vector_dimension: it has another number of components than its model;
/// - vector_not_finite: a component is NaN or infinite, or would be as a 32-bit float;
/// - vector_norm: its sum of squares as ranking computes it (core/rank/vector.h) is zero or
/// infinite,
///   so nothing could be compared with it.
Result<void> validateVector(const std::vector<double>& vector,
                            const std::optional<ModelVersion>& model, const ModelVersion& serving);

}  // namespace fairlead::embedding
