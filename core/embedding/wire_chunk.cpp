// chunkJson() and mergeByDocumentJson().
#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/embedding/chunk.h"
#include "core/embedding/merge.h"
#include "core/embedding/wire.h"
#include "core/embedding/wire_reading.h"
#include "core/json/read_each.h"
#include "core/json/request.h"

namespace fairlead::embedding {
namespace {

/// Turns places in bytes, which may only grow, into places in code points.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}

  std::size_t before(std::size_t byte) {
    for (; byte_ < byte; ++byte_)
      if ((static_cast<unsigned char>(text_[byte_]) & 0xC0) != 0x80) ++count_;
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t count_ = 0;
};

void writeChunks(json::Writer& out, const std::vector<Chunk>& chunks, std::string_view text) {
  CodePoints begins(text);
  CodePoints owns(text);
  CodePoints ends(text);
  out.beginArray();
  for (const Chunk& chunk : chunks) {
    const std::size_t start = begins.before(chunk.begin);
    out.beginObject();
    out.member("end", ends.before(chunk.end));
    out.member("id", chunk.id);
    out.member("overlap", owns.before(chunk.own) - start);
    out.member("start", start);
    out.member("text", text.substr(chunk.begin, chunk.end - chunk.begin));
    out.member("tokens", chunk.tokens);
    out.endObject();
  }
  out.endArray();
}

Result<void> decideChunk(json::ObjectReader& in, json::Writer& out) {
  const std::string_view text = in.string("text");
  const std::string_view documentId = in.string("document_id");
  const ChunkOptions options{.maxTokens = in.integer("max_tokens"),
                             .overlapTokens = in.nullableInteger("overlap_tokens").value_or(0)};
  if (text.size() > kMaxChunkedBytes)
    in.refuse("member_value", "The text may have at most 4194304 bytes.", "text");
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const auto chunks = chunk(text, documentId, options);
  if (!chunks) return json::invalidRequest(chunks.error());
  out.beginObject();
  out.name("chunks");
  writeChunks(out, *chunks, text);
  out.endObject();
  return {};
}

std::vector<Hit> readHits(json::ObjectReader& outer) {
  std::vector<Hit> hits;
  json::readEach(outer, "hits", [&](json::Value value, const json::Path& at) {
    json::ObjectReader in(value, at);
    Hit hit;
    hit.id = in.string("id");
    hit.documentId = in.string("document_id");
    hit.version = in.nullableString("version").value_or("");
    hit.model = in.string("model");
    hit.updatedAt = in.integer("updated_at");
    hit.score = in.number("score");
    hits.push_back(hit);
    outer.take(in.finish());
  });
  return hits;
}

MergeOptions readMergeOptions(json::ObjectReader& in) {
  MergeOptions options;
  options.preferredVersion = in.nullableString("preferred_version");
  options.k = in.nullableNumber("k").value_or(options.k);
  if (const auto limit = in.nullableInteger("limit", 0))
    options.limit = static_cast<std::size_t>(
        std::min(static_cast<std::uint64_t>(*limit), std::uint64_t{options.limit}));
  return options;
}

void write(json::Writer& out, const MergedDocument& document, const Hit& hit) {
  out.beginObject();
  out.member("document_id", hit.documentId);
  out.member("hit_score", hit.score);
  out.member("hits", document.count);
  out.member("id", hit.id);
  out.member("model", hit.model);
  out.member("score", document.score);
  out.member("updated_at", hit.updatedAt);
  out.member("version", hit.version);
  out.endObject();
}

Result<void> decideMerge(json::ObjectReader& in, json::Writer& out) {
  const std::vector<Hit> hits = readHits(in);
  const MergeOptions options = readMergeOptions(in);
  if (Result<void> done = in.finish(); !done) return json::invalidRequest(done.error());
  const auto documents = mergeByDocument(hits, options);
  if (!documents) return json::invalidRequest(documents.error());
  out.beginObject();
  out.name("documents");
  out.beginArray();
  for (const MergedDocument& document : *documents) write(out, document, hits[document.hit]);
  out.endArray();
  out.endObject();
  return {};
}

}  // namespace

std::string chunkJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideChunk);
}

std::string mergeByDocumentJson(std::string_view input) {
  return json::answerObject(input, kMaxInputBytes, decideMerge);
}

}  // namespace fairlead::embedding
