// Any text may come as any request of the embedding rules.
#include "core/embedding/wire.h"
#include "tests/fuzz/fuzz.h"

using namespace fairlead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  for (const auto rule :
       {embedding::contentHashJson, embedding::stalenessJson, embedding::validateJson,
        embedding::enrichJson, embedding::planJson, embedding::chunkJson,
        embedding::mergeByDocumentJson, embedding::migrationJson})
    fuzz::Answer(rule(input.text()));
  return 0;
}
