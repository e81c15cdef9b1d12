// The ranking rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/dom/answer.h. A malformed input is the error request_invalid with the path of the fault,
// or json_* where it is not JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/dom/json.h"
#include "core/rank/blend.h"

namespace fairlead::rank {

/// The longest input that is read, in bytes: 1,000 candidates of 1,024 floats as text.
inline constexpr std::size_t kMaxInputBytes = 32 << 20;

/// {"candidates": [{"id", "fk" (a score) or "rank" (a place, lower is nearer), "vector"?,
/// "model"?}], "query": {"vector"?, "model"?}, "alpha", "window"?} → {"items": [{"id", "score",
/// "fk", "cosine", "from"}], "with_vector", "faults": [{"id", "code"}], "query_fault"}.
/// Components are rounded to 32-bit floats; a null component is what JavaScript writes for NaN.
std::string rerankJson(std::string_view input);

/// A ranking in the form that rerankJson() answers with, for bindings that hold the candidates in
/// memory.
dom::Value toJson(const Ranking& ranking, std::span<const Candidate> candidates);

/// {"request_id", "served": [ids], "shadow": [ids], "cosines", "microseconds"} → the shadow record.
std::string shadowJson(std::string_view input);

}  // namespace fairlead::rank
