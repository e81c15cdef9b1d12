// Cutting a document into pieces that a model can read.
//
// A chunk is a range of the text: first the overlap, repeated from before, then its own text. Own
// texts follow each other without a gap, so together they are the document to the byte. A chunk
// with its overlap never has more tokens than it may (as plan.h estimates them).
//
// A cut is looked for in the later half of the room that a chunk has: the best border there
// (borders.h), between paragraphs if there is one, else between sentences, else between words, else
// between characters. Of several borders of that kind the one is taken whose surroundings, 16 bytes
// to each side, have the least hash. So the text itself says where it is cut, not how far from
// the start of the document: after a passage is put in, taken out or changed, the cuts behind it
// soon fall where they fell before, and from there on all chunks and their ids are what they were.
//
// An id is the SHA-256, in lower-case hexadecimal, of these bytes (LF is one byte 0x0A):
//
//   fairlead-chunk-v1 LF bytes of the document's id in decimal LF the document's id LF
//   how many chunks of the same text stand before it LF the own text, normalised (content_hash.h)
//
// The overlap is no part of it: it is the chunk's context, not the chunk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace fairlead::embedding {

inline constexpr std::int64_t kMinChunkTokens = 32;
inline constexpr std::int64_t kMaxChunkTokens = 1'000'000;

struct ChunkOptions {
  std::int64_t maxTokens = 0;      // kMinChunkTokens to kMaxChunkTokens, the overlap included
  std::int64_t overlapTokens = 0;  // at most, 0 to half of maxTokens
};

/// Places are bytes from the start of the text, always between two code points.
struct Chunk {
  std::string id;
  std::size_t begin = 0;  // of the overlap
  std::size_t own = 0;    // of its own text
  std::size_t end = 0;
  std::int64_t tokens = 0;  // estimated, of overlap and own text
};

/// Cuts a text, which must be valid UTF-8, in time linear in its size; an empty text has no chunks.
/// Codes: max_tokens_out_of_range (/max_tokens), overlap_out_of_range (/overlap_tokens).
Result<std::vector<Chunk>> chunk(std::string_view text, std::string_view documentId,
                                 const ChunkOptions& options);

}  // namespace fairlead::embedding
