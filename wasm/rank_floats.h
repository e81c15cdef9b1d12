// Candidates whose vectors are in memory already: how a host lays them out for rank.rerank without
// writing them as JSON, and how it reads the ranking. Everything is little endian.
//
// A request, at an address that is a multiple of 8:
//   f64  count, window (infinity for all), alpha, floats of the query's vector, bytes of its model
//   then count times
//   f64  fk score, bytes of the id, floats of the vector (0 for none)
//   f32  the query's vector, then the candidates', one behind the other
//   u8   the query's model and then the ids in UTF-8, one behind the other
//
// The vectors of a request are of the query's model. A request to a set has none: it is the set
// that has the vectors, by their ids.
//
// A ranking, in its order: f64 score, normalised fk, cosine, index in the request; NaN for what the
// JSON form has as null.
//
// Vectors to keep, at an address that is a multiple of 8:
//   f64  count
//   then count times
//   f64  bytes of the id, floats of the vector
//   f32  the vectors, one behind the other
//   u8   the ids in UTF-8, one behind the other
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rank/vector_set.h"

namespace fairlead {

struct RankedFloats {
  /// As rank.rerank answers, but for its items, which are left out.
  std::string answer;
  /// Four numbers an item.
  std::vector<double> items;
};

/// Ranks the candidates of a request. One that does not hold what it says is request_invalid.
RankedFloats rerankFloats(std::string_view request);

/// The same with the vectors of a set.
RankedFloats rerankSet(const rank::VectorSet& set, std::string_view request);

/// Keeps vectors. Answers {"faults": [{"code", "id"}] for those that are not kept, "size": of the
/// set now}, or vector_set_full when memory ended; those before that are kept.
std::string putVectors(rank::VectorSet& set, std::string_view request);

}  // namespace fairlead
