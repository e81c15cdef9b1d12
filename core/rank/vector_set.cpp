#include "core/rank/vector_set.h"

#include <algorithm>
#include <utility>

namespace fairlead::rank {

Result<VectorSet> VectorSet::make(std::size_t dimensions, std::string model) {
  if (dimensions == 0 || dimensions > kMaxDimensions)
    return fail("dimensions_out_of_range", "A vector has 1 to 16384 dimensions.", "/dimensions");
  return VectorSet(dimensions, std::move(model));
}

Result<std::optional<VectorFault>> VectorSet::put(std::string_view id,
                                                  std::span<const float> components) {
  remove(id);
  if (components.empty()) return VectorFault::kMissing;
  if (components.size() != dimensions_) return VectorFault::kDimension;
  if (const auto given = Direction::of(components); !given) return given.error();
  // Where memory ends, operator new of the wasm builds stops the whole module; vectors are what
  // fills it, so they ask in a way that can be refused.
  std::unique_ptr<float, Free> memory(static_cast<float*>(std::malloc(components.size_bytes())));
  if (!memory) return fail("vector_set_full", "There is no memory for another vector.");
  std::ranges::copy(components, memory.get());
  const Direction direction = *Direction::of({memory.get(), components.size()});
  vectors_.emplace(id, Vector{std::move(memory), direction});
  return std::nullopt;
}

bool VectorSet::remove(std::string_view id) {
  const auto found = vectors_.find(id);
  if (found == vectors_.end()) return false;
  vectors_.erase(found);
  return true;
}

const Direction* VectorSet::find(std::string_view id) const {
  const auto found = vectors_.find(id);
  return found == vectors_.end() ? nullptr : &found->second.direction;
}

}  // namespace fairlead::rank
