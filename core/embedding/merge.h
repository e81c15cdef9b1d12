// From hits to documents: a search over several vectors of a document (its chunks, its versions,
// the models of a migration) gives one hit a document.
//
// Scores of different models are never compared. Each model's hits are ranked on their own, by
// score, then the newer one, then by id; a document's place in that ranking is that of its best
// hit, counted in documents. The models' rankings are fused by place (core/rank/fuse.h).
//
// The hit that stands for a document is of the preferred version where it has one, else of the
// version with the newest hit; of its hits in that version the one with the best place in its
// model's ranking, then the newer one, then the one with the lesser id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace fairlead::embedding {

/// A vector that a search found. Everything is viewed, not owned.
struct Hit {
  std::string_view id;          // of the vector's point; each once
  std::string_view documentId;  // what the versions of a document have in common
  std::string_view version;     // of the document, or of its vector; may be empty
  std::string_view model;       // whose scores can be compared with each other
  std::int64_t updatedAt = 0;   // microseconds since the epoch; greater is newer
  double score = 0;             // finite; higher is better
};

struct MergeOptions {
  /// The version that stands for a document wherever it was found.
  std::optional<std::string_view> preferredVersion;
  double k = 60;  // of the fusion
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

struct MergedDocument {
  std::size_t hit = 0;    // index of the hit that stands for it
  double score = 0;       // of the fusion
  std::size_t count = 0;  // of its hits
};

/// The documents, best first. Codes: hit_repeats (an id twice, at /hits/i/id), score_not_finite
/// (/hits/i/score), models_too_many (over 100 models, at /hits), k_out_of_range (/k).
Result<std::vector<MergedDocument>> mergeByDocument(std::span<const Hit> hits,
                                                    const MergeOptions& options);

}  // namespace fairlead::embedding
