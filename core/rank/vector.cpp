#include "core/rank/vector.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace fairlead::rank {
namespace {

constexpr std::size_t kLanes = 16;

/// Four lanes: one register.
using Four [[gnu::vector_size(16)]] = float;

Four load(const float* first) {
  Four four;
  std::memcpy(&four, first, sizeof four);
  return four;
}

/// The sixteen lanes of a sum.
class Lanes {
 public:
  /// Adds the products of the next 16 floats.
  void add(const float* a, const float* b) {
    first_ += load(a) * load(b);
    second_ += load(a + 4) * load(b + 4);
    third_ += load(a + 8) * load(b + 8);
    fourth_ += load(a + 12) * load(b + 12);
  }

  float reduce() const {
    const Four four = (first_ + third_) + (second_ + fourth_);
    return (four[0] + four[2]) + (four[1] + four[3]);
  }

 private:
  Four first_{};
  Four second_{};
  Four third_{};
  Four fourth_{};
};

/// The floats behind the last whole step. The zeros that fill it up add nothing: a lane that began
/// at +0 is never -0.
std::array<float, kLanes> filledUp(std::span<const float> rest) {
  std::array<float, kLanes> lanes{};
  std::ranges::copy(rest, lanes.begin());
  return lanes;
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
  Lanes lanes;
  const std::size_t whole = a.size() - a.size() % kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes) lanes.add(&a[i], &b[i]);
  if (whole < a.size()) {
    const auto left = filledUp(a.subspan(whole));
    const auto right = filledUp(b.subspan(whole));
    lanes.add(left.data(), right.data());
  }
  return lanes.reduce();
}

std::expected<Direction, VectorFault> Direction::of(std::span<const float> components) {
  if (components.empty()) return std::unexpected(VectorFault::kMissing);
  const float squares = dot(components, components);
  if (squares == 0) return std::unexpected(VectorFault::kZero);
  if (std::isfinite(squares)) return Direction(components, std::sqrt(double{squares}));
  const bool hasNan = std::ranges::any_of(components, [](float x) { return std::isnan(x); });
  return std::unexpected(hasNan ? VectorFault::kNan : VectorFault::kInfinite);
}

double Direction::cosine(const Direction& other) const {
  const double product = dot(components_, other.components_);
  // Two floats' worth of rounding can carry a sum just past its bound.
  return std::clamp(product / (norm_ * other.norm_), -1.0, 1.0);
}

}  // namespace fairlead::rank
