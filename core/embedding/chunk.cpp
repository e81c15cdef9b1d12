#include "core/embedding/chunk.h"

#include <algorithm>
#include <map>

#include "core/crypto/sha256.h"
#include "core/embedding/borders.h"
#include "core/embedding/content_hash.h"
#include "core/embedding/plan.h"

namespace fairlead::embedding {
namespace {

/// How much of the text on either side of a border decides whether it is taken.
constexpr std::size_t kSurroundings = 16;

/// FNV-1a of the bytes around a place.
std::uint64_t surroundingsHash(std::string_view text, std::size_t at) {
  const std::size_t first = at - std::min(at, kSurroundings);
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char byte : text.substr(first, at - first + kSurroundings))
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
  return hash;
}

bool isCharacterStart(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

std::size_t characterAtOrBefore(std::string_view text, std::size_t at) {
  while (!isCharacterStart(text, at)) --at;
  return at;
}

std::size_t characterAtOrAfter(std::string_view text, std::size_t at) {
  while (!isCharacterStart(text, at)) ++at;
  return at;
}

class Cutter {
 public:
  Cutter(std::string_view text, const ChunkOptions& options)
      : text_(text),
        room_(static_cast<std::size_t>(options.maxTokens * kBytesPerToken)),
        overlap_(static_cast<std::size_t>(options.overlapTokens * kBytesPerToken)) {}

  std::vector<Chunk> cut() const {
    std::vector<Chunk> chunks;
    for (std::size_t own = 0; own < text_.size();) {
      Chunk chunk;
      chunk.own = own;
      chunk.begin = overlapBefore(own);
      chunk.end = endOf(own);
      chunk.tokens = estimateTokens(static_cast<std::int64_t>(chunk.end - chunk.begin));
      own = chunk.end;
      chunks.push_back(std::move(chunk));
    }
    return chunks;
  }

 private:
  /// Room is kept for the longest overlap, so that the cuts do not depend on how long it came out.
  std::size_t endOf(std::size_t own) const {
    const std::size_t room = own == 0 ? room_ : room_ - overlap_;
    if (text_.size() - own <= room) return text_.size();
    const std::size_t last = characterAtOrBefore(text_, own + room);
    return bestBorder(own, own + room / 2, last);
  }

  std::size_t overlapBefore(std::size_t own) const {
    const std::size_t start = characterAtOrAfter(text_, own - std::min(own, overlap_));
    if (start == own || start == 0) return start;
    return bestBorder(start, start, own - (own - start) / 2);
  }

  /// The best border from `first` to `last`, going through the text from `start`, which is the
  /// answer where there is no other.
  std::size_t bestBorder(std::size_t start, std::size_t first, std::size_t last) const {
    std::size_t best = start;
    Border bestKind = Border::kCharacters;
    std::uint64_t bestHash = UINT64_MAX;
    BorderScanner scanner(text_, start);
    for (scanner.step(); scanner.at() <= last; scanner.step()) {
      const Border kind = scanner.border();
      if (scanner.at() >= first && kind >= bestKind) {
        const std::uint64_t hash = surroundingsHash(text_, scanner.at());
        if (kind > bestKind || hash <= bestHash) {
          best = scanner.at();
          bestKind = kind;
          bestHash = hash;
        }
      }
      if (scanner.atEnd()) break;
    }
    return best;
  }

  std::string_view text_;
  std::size_t room_;
  std::size_t overlap_;
};

void identify(std::vector<Chunk>& chunks, std::string_view text, std::string_view documentId) {
  std::map<crypto::Digest, std::size_t> seen;
  for (Chunk& chunk : chunks) {
    const std::string own = normalizeText(text.substr(chunk.own, chunk.end - chunk.own));
    const std::size_t before = seen[crypto::sha256(own)]++;
    crypto::Sha256 hash;
    hash.update("fairlead-chunk-v1\n")
        .update(std::to_string(documentId.size()) + "\n")
        .update(documentId)
        .update("\n" + std::to_string(before) + "\n")
        .update(own);
    chunk.id = crypto::hex(hash.finish());
  }
}

}  // namespace

Result<std::vector<Chunk>> chunk(std::string_view text, std::string_view documentId,
                                 const ChunkOptions& options) {
  if (options.maxTokens < kMinChunkTokens || options.maxTokens > kMaxChunkTokens)
    return fail("max_tokens_out_of_range", "A chunk has 32 to 1000000 tokens at most.",
                "/max_tokens");
  if (options.overlapTokens < 0 || options.overlapTokens > options.maxTokens / 2)
    return fail("overlap_out_of_range", "The overlap has from 0 to half of max_tokens.",
                "/overlap_tokens");
  std::vector<Chunk> chunks = Cutter(text, options).cut();
  identify(chunks, text, documentId);
  return chunks;
}

}  // namespace fairlead::embedding
