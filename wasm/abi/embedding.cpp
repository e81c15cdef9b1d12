#include "core/embedding/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::answer;

const uint8_t* fl_embedding_content_hash(uint32_t request) {
  return answer(embedding::contentHashJson, request);
}
const uint8_t* fl_embedding_staleness(uint32_t request) {
  return answer(embedding::stalenessJson, request);
}
const uint8_t* fl_embedding_validate(uint32_t request) {
  return answer(embedding::validateJson, request);
}
const uint8_t* fl_embedding_enrich(uint32_t request) {
  return answer(embedding::enrichJson, request);
}
const uint8_t* fl_embedding_plan(uint32_t request) {
  return answer(embedding::planJson, request);
}
const uint8_t* fl_embedding_chunk(uint32_t request) {
  return answer(embedding::chunkJson, request);
}
const uint8_t* fl_embedding_merge_by_document(uint32_t request) {
  return answer(embedding::mergeByDocumentJson, request);
}
const uint8_t* fl_embedding_migration(uint32_t request) {
  return answer(embedding::migrationJson, request);
}
