#include "core/embedding/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"

using namespace fairlead;
using abi::input;
using abi::reply;

const uint8_t* fl_embedding_content_hash(uint32_t request) {
  return reply(embedding::contentHashJson(input(request)));
}
const uint8_t* fl_embedding_staleness(uint32_t request) {
  return reply(embedding::stalenessJson(input(request)));
}
const uint8_t* fl_embedding_validate(uint32_t request) {
  return reply(embedding::validateJson(input(request)));
}
const uint8_t* fl_embedding_enrich(uint32_t request) {
  return reply(embedding::enrichJson(input(request)));
}
const uint8_t* fl_embedding_plan(uint32_t request) {
  return reply(embedding::planJson(input(request)));
}
const uint8_t* fl_embedding_chunk(uint32_t request) {
  return reply(embedding::chunkJson(input(request)));
}
const uint8_t* fl_embedding_merge_by_document(uint32_t request) {
  return reply(embedding::mergeByDocumentJson(input(request)));
}
const uint8_t* fl_embedding_migration(uint32_t request) {
  return reply(embedding::migrationJson(input(request)));
}
