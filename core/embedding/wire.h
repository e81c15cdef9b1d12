// The embedding rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/json/answer.h: {"value": …} or {"error": {"code", "message", "path"}}. A malformed input is
// the error request_invalid with the path of the fault, or json_* where it is not JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::embedding {

/// The longest input that is read, in bytes.
inline constexpr std::size_t kMaxInputBytes = 16 << 20;

/// The longest text that is cut into chunks, in bytes.
inline constexpr std::size_t kMaxChunkedBytes = 4 << 20;

/// {"text", "model"} → hexadecimal hash.
std::string contentHashJson(std::string_view input);
/// {"updated_at", "embedding_updated_at", "row_model", "serving_model", "row_content_hash"?,
/// "content_hash"?} → {"state"}.
std::string stalenessJson(std::string_view input);
/// {"vector", "model", "serving_model"} → {"valid", "code": "valid" or why not}. A null in the
/// vector is what JavaScript writes for NaN and the infinities. Of "model" some members may be
/// missing: that is the further code model_version_mixed.
std::string validateJson(std::string_view input);
/// {"document", "model"} → the document with its model version.
std::string enrichJson(std::string_view input);
/// {"rows", "budget", "model"} → {"batches", "tokens", "cost_usd", "worst_case_cost_usd",
/// "left_out"}. A row gives its "text" or its "text_bytes"; a budget without "limit" has 500 rows;
/// one without a cost cap says so with "max_cost_usd": null.
std::string planJson(std::string_view input);
/// {"text", "document_id", "max_tokens", "overlap_tokens"?: 0} → {"chunks": [{"id", "text",
/// "start", "end", "overlap", "tokens"}]}: places in code points, "overlap" how many of the text
/// stand in the chunk before too. The text has at most kMaxChunkedBytes.
std::string chunkJson(std::string_view input);
/// {"hits": [{"id", "document_id", "model", "version"?, "updated_at", "score"}],
/// "preferred_version"?, "k"?, "limit"?} → {"documents": [{"document_id", "id", "model", "version",
/// "updated_at", "hit_score" (of its model), "score" (of the fusion), "hits": how many}]}.
std::string mergeByDocumentJson(std::string_view input);
/// {"state", "paused_from"?, "event"?, "gate_passed"?, "asked_by_person"?} → {"next": [{"event",
/// "to"}], "step": null without an event, else {"allowed", "code": "allowed" or why not, "message",
/// "state", "paused_from"}, of which the last two are as before where it is not allowed}.
std::string migrationJson(std::string_view input);

}  // namespace fairlead::embedding
