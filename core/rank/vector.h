// Sums over vectors of 32-bit floats in one fixed order, so that every build gives the same bits.
//
// A vector is read in steps of 16 floats. Lane j adds up the products at places j, j + 16, j + 32
// …, each product rounded to a float before it is added (no fused multiply-add). At the end the
// lanes are added as a tree: lane j and lane j + 8, then j and j + 4, then j + 2, then j + 1.
//
// The lanes are held in registers of four floats, which SSE2, NEON and WebAssembly's simd128 all
// have, or of eight where an x86 processor has AVX2. Lanes never meet before the end, so the width
// of a register changes no bit.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string_view>

namespace fairlead::rank {

/// Why a vector cannot be compared.
enum class VectorFault {
  kMissing,    // there is none
  kModel,      // another model version made it
  kDimension,  // its length is not the query's
  kNan,        // a component is not a number
  kInfinite,   // a component, or the sum of squares, is beyond the range of a float
  kZero,       // the sum of squares is 0: it points nowhere
};

/// "vector_missing", "vector_model", "vector_dimension", "vector_nan", "vector_infinite",
/// "vector_zero".
std::string_view nameOf(VectorFault fault);

/// Dot product in the fixed order; both spans have the same length.
float dot(std::span<const float> a, std::span<const float> b);

/// The vector as something to compare with: its components and its length, measured once. Views
/// the components; they must outlive it.
class Direction {
 public:
  /// Judges the numbers: kMissing when empty, kNan, kInfinite, kZero.
  static std::expected<Direction, VectorFault> of(std::span<const float> components);

  std::span<const float> components() const { return components_; }

  /// Cosine of the angle with another vector of the same length, in [-1, 1]: the dot product as a
  /// double over the product of the square roots (as doubles) of the two sums of squares.
  double cosine(const Direction& other) const;

  /// The same with a vector not judged before, of the same length, which is read once for both:
  /// kNan, kInfinite, kZero.
  std::expected<double, VectorFault> cosine(std::span<const float> other) const;

 private:
  Direction(std::span<const float> components, double norm)
      : components_(components), norm_(norm) {}

  std::span<const float> components_;
  double norm_;
};

}  // namespace fairlead::rank
