// The chunks of a text are that text: nothing lost, nothing twice but the overlap, none too long.
#include <set>

#include "core/embedding/chunk.h"
#include "core/json/utf8.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

namespace {

void checkChunks(std::string_view text, const std::vector<embedding::Chunk>& chunks,
                 const embedding::ChunkOptions& options) {
  std::size_t at = 0;
  std::set<std::string> ids;
  for (const embedding::Chunk& chunk : chunks) {
    fuzz::promise(chunk.own == at && chunk.end > at, "own texts follow each other without a gap");
    fuzz::promise(chunk.begin <= chunk.own, "the overlap comes before");
    fuzz::promise(chunk.tokens <= options.maxTokens, "a chunk is not too long");
    fuzz::promise(ids.insert(chunk.id).second, "each has an id of its own");
    for (const std::size_t cut : {chunk.begin, chunk.own, chunk.end})
      fuzz::promise(json::validUtf8Prefix(text.substr(0, cut)) == cut,
                    "cuts are between characters");
    at = chunk.end;
  }
  fuzz::promise(at == text.size(), "the chunks are the whole text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const embedding::ChunkOptions options{.maxTokens = embedding::kMinChunkTokens + data[0],
                                        .overlapTokens = data[1] / 16};
  const fuzz::Input input(data + 2, size - 2);
  const std::string_view text = input.text().substr(0, json::validUtf8Prefix(input.text()));
  const auto chunks = embedding::chunk(text, "document", options);
  if (chunks) checkChunks(text, *chunks, options);
  return 0;
}
