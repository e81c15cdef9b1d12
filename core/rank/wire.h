// The ranking rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/json/answer.h. A malformed input is the error request_invalid with the path of the fault,
// or json_* where it is not JSON.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json/writer.h"
#include "core/rank/blend.h"
#include "core/rank/vector_set.h"

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
void write(json::Writer& out, const Ranking& ranking, std::span<const Candidate> candidates);

/// {"request_id", "served": [ids], "shadow": [ids], "cosines", "microseconds"} → the shadow record.
std::string shadowJson(std::string_view input);

/// {"lists": [{"ids", "weight"?}], "k"?, "limit"?} → {"items": [{"id", "score", "places": [place in
/// each list, or null]}]}.
std::string fuseJson(std::string_view input);

/// {"candidates": [{"id", "score", "vector"?, "model"?}], "lambda", "limit"?} → {"items": [{"id",
/// "marginal", "similarity", "from"}], "with_vector", "faults"}.
std::string diversifyJson(std::string_view input);

/// {"a": [ids], "b": [ids], "seed": 0 to 2^53 - 1, "limit"?} → {"items": [{"id", "team": "a", "b"
/// or null}]}.
std::string interleaveJson(std::string_view input);

/// {"items": [{"id", "team"}], "clicked": [ids]} → {"a", "b", "winner": "a", "b" or null}.
std::string creditJson(std::string_view input);

/// The set that {"dimensions", "model"?} asks for.
Result<VectorSet> openSet(std::string_view setup);

/// What opening a set answers: {"dimensions", "model"}, or the error.
std::string compileAnswer(const Result<VectorSet>& opened);

/// {"ids"} → {"removed": how many of them the set held, "size": how many it holds now}.
std::string removeJson(VectorSet& set, std::string_view input);

}  // namespace fairlead::rank
