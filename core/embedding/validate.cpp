#include "core/embedding/validate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fairlead::embedding {
namespace {

/// Whether it stays finite when it is stored as a 32-bit float.
bool fitsFloat(double component) {
  return std::fabs(component) <= double{std::numeric_limits<float>::max()};
}

/// Whether it is zero when it is stored so.
bool vanishes(double component) {
  return static_cast<float>(component) == 0.0F;
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
  if (!std::ranges::all_of(vector, fitsFloat))
    return fail("vector_not_finite", "A component is not a finite number.", "/vector");
  if (std::ranges::all_of(vector, vanishes))
    return fail("vector_norm", "Every component is zero.", "/vector");
  return {};
}

}  // namespace fairlead::embedding
