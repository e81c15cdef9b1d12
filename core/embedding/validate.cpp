#include "core/embedding/validate.h"

#include <algorithm>
#include <cmath>

#include "core/rank/vector.h"

namespace fairlead::embedding {
namespace {

/// As the store keeps it. A component beyond the range of a float becomes infinite.
std::vector<float> asFloats(const std::vector<double>& vector) {
  std::vector<float> floats;
  floats.reserve(vector.size());
  for (const double component : vector) floats.push_back(static_cast<float>(component));
  return floats;
}

}  // namespace

Result<void> validateVector(const std::vector<double>& vector,
                            const std::optional<ModelVersion>& model, const ModelVersion& serving) {
  if (!model)
    return fail("model_version_missing", "The vector does not say which model made it.", "/model");
  if (*model != serving)
    return fail("model_version_other", "The vector is of another model than the serving one.",
                "/model");
  if (vector.size() != static_cast<std::size_t>(model->dimensions))
    return fail("vector_dimension",
                "The vector has " + std::to_string(vector.size()) + " components, its model " +
                    std::to_string(model->dimensions) + ".",
                "/vector");
  const std::vector<float> floats = asFloats(vector);
  if (!std::ranges::all_of(floats, [](float component) { return std::isfinite(component); }))
    return fail("vector_not_finite", "A component is not a finite number.", "/vector");
  if (!rank::Direction::of(floats))
    return fail("vector_norm", "The vector's length is zero, or beyond the range of a float.",
                "/vector");
  return {};
}

}  // namespace fairlead::embedding
