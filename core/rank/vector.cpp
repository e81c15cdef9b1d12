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

using Four [[gnu::vector_size(16)]] = float;
using Eight [[gnu::vector_size(32)]] = float;

/// The lanes of a sum.
using Lanes = std::array<float, kLanes>;

/// Adds up the products of whole steps, and the squares of b where asked for. Inlined, so that it
/// becomes code for the processor that its caller is for.
template <typename Register, bool kSquares>
[[gnu::always_inline]] inline void addIn(const float* a, const float* b, std::size_t size,
                                         Lanes& products, Lanes& squares) {
  constexpr std::size_t kWidth = sizeof(Register) / sizeof(float);
  Register product[kLanes / kWidth]{};
  Register square[kLanes / kWidth]{};
  for (std::size_t step = 0; step < size; step += kLanes) {
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kLanes / kWidth; ++i) {
      Register left;
      Register right;
      std::memcpy(&left, a + step + i * kWidth, sizeof left);
      std::memcpy(&right, b + step + i * kWidth, sizeof right);
      product[i] += left * right;
      if constexpr (kSquares) square[i] += right * right;
    }
  }
  std::memcpy(products.data(), product, sizeof product);
  std::memcpy(squares.data(), square, sizeof square);
}

#ifdef __x86_64__
template <bool kSquares>
[[gnu::target("avx2")]] void addInEights(const float* a, const float* b, std::size_t size,
                                         Lanes& products, Lanes& squares) {
  addIn<Eight, kSquares>(a, b, size, products, squares);
}
#endif

/// In the widest registers that the processor is known to have.
template <bool kSquares>
void add(const float* a, const float* b, std::size_t size, Lanes& products, Lanes& squares) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2")) return addInEights<kSquares>(a, b, size, products, squares);
#endif
  addIn<Four, kSquares>(a, b, size, products, squares);
}

/// Adds the two halves lane by lane until one lane is left. Not inlined, to be there once.
[[gnu::noinline]] float reduce(Lanes& lanes) {
  for (std::size_t half = kLanes / 2; half > 0; half /= 2)
    for (std::size_t i = 0; i < half; ++i) lanes[i] += lanes[i + half];
  return lanes[0];
}

struct Sums {
  float product;
  float squares;
};

/// The dot product of a and b, and where asked for that of b and itself. The lanes behind the last
/// float get nothing: a zero would not change them. Not inlined, to be there once.
template <bool kSquares>
[[gnu::noinline]] Sums sums(std::span<const float> a, std::span<const float> b) {
  assert(a.size() == b.size());
  Lanes products;
  Lanes squares;
  const std::size_t whole = a.size() - a.size() % kLanes;
  add<kSquares>(a.data(), b.data(), whole, products, squares);
  for (std::size_t i = whole; i < a.size(); ++i) {
    products[i - whole] += a[i] * b[i];
    squares[i - whole] += b[i] * b[i];
  }
  return {reduce(products), kSquares ? reduce(squares) : 0};
}

/// The length of a vector with this sum of squares.
std::expected<double, VectorFault> normOf(std::span<const float> components, float squares) {
  if (squares == 0) return std::unexpected(VectorFault::kZero);
  if (std::isfinite(squares)) return std::sqrt(double{squares});
  const bool hasNan = std::ranges::any_of(components, [](float x) { return std::isnan(x); });
  return std::unexpected(hasNan ? VectorFault::kNan : VectorFault::kInfinite);
}

double cosineOf(float product, double norms) {
  // Two floats' worth of rounding can carry a sum just past its bound.
  return std::clamp(product / norms, -1.0, 1.0);
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
  return sums<false>(a, b).product;
}

std::expected<Direction, VectorFault> Direction::of(std::span<const float> components) {
  if (components.empty()) return std::unexpected(VectorFault::kMissing);
  const auto norm = normOf(components, dot(components, components));
  if (!norm) return std::unexpected(norm.error());
  return Direction(components, *norm);
}

double Direction::cosine(const Direction& other) const {
  return cosineOf(dot(components_, other.components_), norm_ * other.norm_);
}

std::expected<double, VectorFault> Direction::cosine(std::span<const float> other) const {
  const auto [product, squares] = sums<true>(components_, other);
  const auto norm = normOf(other, squares);
  if (!norm) return std::unexpected(norm.error());
  return cosineOf(product, norm_ * *norm);
}

}  // namespace fairlead::rank
