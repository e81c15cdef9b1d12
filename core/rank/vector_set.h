// Vectors that are kept in memory to be ranked many times: each is copied in, judged and measured
// once. A set holds the vectors of one model version. It can be moved, not copied.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/rank/vector.h"

namespace fairlead::rank {

inline constexpr std::size_t kMaxDimensions = 16'384;

class VectorSet {
 public:
  VectorSet(VectorSet&&) = default;
  VectorSet& operator=(VectorSet&&) = default;

  /// An empty set for vectors of so many components, made by this model version (empty: of no
  /// named one). Codes: dimensions_out_of_range (/dimensions) unless from 1 to kMaxDimensions.
  static Result<VectorSet> make(std::size_t dimensions, std::string model);

  /// Keeps a copy of the vector under an id, in the place of one that was there. A vector that
  /// cannot be compared is not kept, and what was there is gone: an old vector would stand for a
  /// new text. Gives its fault. Code: vector_set_full when there is no memory.
  Result<std::optional<VectorFault>> put(std::string_view id, std::span<const float> components);

  /// Whether there was one.
  bool remove(std::string_view id);

  /// nullptr where there is none. Good until the id is put or removed.
  const Direction* find(std::string_view id) const;

  std::size_t size() const { return vectors_.size(); }
  std::size_t dimensions() const { return dimensions_; }
  std::string_view model() const { return model_; }

 private:
  struct Free {
    void operator()(float* memory) const { std::free(memory); }
  };
  struct Vector {
    std::unique_ptr<float, Free> memory;
    Direction direction;
  };

  VectorSet(std::size_t dimensions, std::string model)
      : dimensions_(dimensions), model_(std::move(model)) {}

  std::size_t dimensions_;
  std::string model_;
  std::map<std::string, Vector, std::less<>> vectors_;
};

}  // namespace fairlead::rank
