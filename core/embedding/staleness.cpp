#include "core/embedding/staleness.h"

#include <array>

namespace fairlead::embedding {

std::string_view nameOf(Staleness state) {
  constexpr std::array<std::string_view, 5> kNames = {"missing", "model_changed", "unchanged",
                                                      "source_newer", "fresh"};
  return kNames[static_cast<std::size_t>(state)];
}

Staleness staleness(const Markers& row, const ModelVersion& serving) {
  if (!row.embeddingUpdatedAt || !row.rowModel) return Staleness::kMissing;
  if (*row.rowModel != serving) return Staleness::kModelChanged;
  if (row.updatedAt <= *row.embeddingUpdatedAt) return Staleness::kFresh;
  const bool sameText = row.contentHash && row.rowContentHash == row.contentHash;
  return sameText ? Staleness::kUnchanged : Staleness::kSourceNewer;
}

}  // namespace fairlead::embedding
