#include "core/rank/vector.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace fairlead::rank {
namespace {

constexpr std::size_t kLanes = 16;
using Lanes = std::array<float, kLanes>;

float reduce(Lanes& lanes) {
  for (std::size_t half = kLanes / 2; half > 0; half /= 2)
    for (std::size_t j = 0; j < half; ++j) lanes[j] += lanes[j + half];
  return lanes[0];
}

}  // namespace

std::string_view nameOf(VectorFault fault) {
  switch (fault) {
    case VectorFault::kMissing:
      return "vector_missing";
    case VectorFault::kModel:
      return "vector_model";
    case VectorFault::kDimension:
      return "vector_dimension";
    case VectorFault::kNan:
      return "vector_nan";
    case VectorFault::kInfinite:
      return "vector_infinite";
    case VectorFault::kZero:
      return "vector_zero";
  }
  return "vector_missing";
}

float dot(std::span<const float> a, std::span<const float> b) {
  assert(a.size() == b.size());
  Lanes lanes{};
  const std::size_t whole = a.size() - a.size() % kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes)
    for (std::size_t j = 0; j < kLanes; ++j) lanes[j] += a[i + j] * b[i + j];
  for (std::size_t j = 0; whole + j < a.size(); ++j) lanes[j] += a[whole + j] * b[whole + j];
  return reduce(lanes);
}

std::optional<VectorFault> Direction::fault(std::span<const float> components) {
  if (components.empty()) return VectorFault::kMissing;
  const float squares = dot(components, components);
  if (squares == 0) return VectorFault::kZero;
  if (std::isfinite(squares)) return std::nullopt;
  const bool hasNan = std::ranges::any_of(components, [](float x) { return std::isnan(x); });
  return hasNan ? VectorFault::kNan : VectorFault::kInfinite;
}

Direction::Direction(std::span<const float> components)
    : components_(components), norm_(std::sqrt(static_cast<double>(dot(components, components)))) {
  assert(!fault(components));
}

double Direction::cosine(const Direction& other) const {
  const double product = dot(components_, other.components_);
  // Two floats' worth of rounding can carry a sum just past its bound.
  return std::clamp(product / (norm_ * other.norm_), -1.0, 1.0);
}

}  // namespace fairlead::rank
