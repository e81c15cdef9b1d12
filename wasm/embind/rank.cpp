// rank.wasm: the ranking and embedding rules for browsers and other JavaScript hosts.
#include "core/embedding/wire.h"
#include "core/rank/wire.h"
#include "wasm/embind/binding.h"
#include "wasm/rank_floats.h"

using namespace fairlead;

namespace {

/// A request of floats on its way in, and the items of the ranking on their way out.
struct Floats {
  std::vector<double> request;  // doubles for their alignment
  std::vector<double> items;
};

Floats& floats() {
  static Floats block;
  return block;
}

emscripten::val requestBlock(std::size_t bytes) {
  floats().request.resize((bytes + sizeof(double) - 1) / sizeof(double));
  auto* first = reinterpret_cast<unsigned char*>(floats().request.data());
  return emscripten::val(emscripten::typed_memory_view(bytes, first));
}

/// What the host wrote into the block.
std::string_view request(std::size_t bytes) {
  return {reinterpret_cast<const char*>(floats().request.data()), bytes};
}

/// Keeps the items for items(); gives the answer.
std::string keepItems(RankedFloats ranked) {
  floats().items = std::move(ranked.items);
  return std::move(ranked.answer);
}

std::string rerank(std::size_t bytes) {
  return keepItems(rerankFloats(request(bytes)));
}

emscripten::val items() {
  return emscripten::val(
      emscripten::typed_memory_view(floats().items.size(), floats().items.data()));
}

using Set = embind::Compiled<rank::VectorSet>;

/// JavaScript owns it: its delete() ends it. (What Embind takes by value it copies.)
Set* openSet(const std::string& setup) {
  return new Set(rank::openSet(setup));
}

std::string putInto(Set& set, std::size_t bytes) {
  return putVectors(set.object(), request(bytes));
}

std::string removeFrom(Set& set, const std::string& ids) {
  return rank::removeJson(set.object(), ids);
}

std::string rerankOf(Set& set, std::size_t bytes) {
  return keepItems(rerankSet(set.object(), request(bytes)));
}

}  // namespace

EMSCRIPTEN_BINDINGS(rank) {
  using emscripten::function;

  function("rank_rerank", &embind::answer<rank::rerankJson>);
  function("rank_shadow", &embind::answer<rank::shadowJson>);
  function("rank_fuse", &embind::answer<rank::fuseJson>);
  function("rank_diversify", &embind::answer<rank::diversifyJson>);
  function("rank_interleave", &embind::answer<rank::interleaveJson>);
  function("rank_credit", &embind::answer<rank::creditJson>);
  function("rank_request_block", &requestBlock);
  function("rank_rerank_f32", &rerank);
  function("rank_items", &items);
  embind::declareCompiled<rank::VectorSet>("VectorSet");
  function("rank_open", &openSet, emscripten::allow_raw_pointers());
  function("rank_put_f32", &putInto);
  function("rank_remove", &removeFrom);
  function("rank_rerank_set_f32", &rerankOf);

  function("embedding_content_hash", &embind::answer<embedding::contentHashJson>);
  function("embedding_staleness", &embind::answer<embedding::stalenessJson>);
  function("embedding_validate", &embind::answer<embedding::validateJson>);
  function("embedding_enrich", &embind::answer<embedding::enrichJson>);
  function("embedding_plan", &embind::answer<embedding::planJson>);
  function("embedding_chunk", &embind::answer<embedding::chunkJson>);
  function("embedding_merge_by_document", &embind::answer<embedding::mergeByDocumentJson>);
  function("embedding_migration", &embind::answer<embedding::migrationJson>);
}
