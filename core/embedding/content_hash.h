// A fingerprint of the text that a vector was made from. As long as it stays the same, the vector
// is still good, and no call to the model is needed.
//
// The hash is SHA-256 over these bytes (LF is one byte 0x0A):
//
//   fairlead-content-v1 LF model_id LF dimensions in decimal LF version LF normalised text
//
// Members of a model version hold no control characters, so no two inputs give the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "core/embedding/model_version.h"

namespace fairlead::embedding {

/// The text with each run of ASCII white space (tab, LF, VT, FF, CR, space) made one space and none
/// left at either end. All other bytes stay: there is no Unicode normalisation, so that every
/// build agrees to the byte; two spellings of one text cost at most one needless call.
std::string normalizeText(std::string_view text);

/// The hash in lower-case hexadecimal. `text` is normalised here.
std::string contentHash(std::string_view text, const ModelVersion& model);

}  // namespace fairlead::embedding
