// The embedding rules as JSON in and JSON out: what every binding calls. The answers are those of
// core/dom/answer.h: {"value": …} or {"error": {"code", "message", "path"}}. A malformed input is
// the error request_invalid with the path of the fault, or json_* where it is not JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fairlead::embedding {

/// The longest input that is read, in bytes.
inline constexpr std::size_t kMaxInputBytes = 16 << 20;

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
/// "left_out"}. A row gives its "text" or its "text_bytes".
std::string planJson(std::string_view input);

}  // namespace fairlead::embedding
