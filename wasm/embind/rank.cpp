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

std::string rerank(std::size_t bytes) {
  const auto* first = reinterpret_cast<const char*>(floats().request.data());
  RankedFloats ranked = rerankFloats({first, bytes});
  floats().items = std::move(ranked.items);
  return ranked.answer;
}

emscripten::val items() {
  return emscripten::val(
      emscripten::typed_memory_view(floats().items.size(), floats().items.data()));
}

}  // namespace

EMSCRIPTEN_BINDINGS(rank) {
  using emscripten::function;

  function("rank_rerank", &embind::answer<rank::rerankJson>);
  function("rank_shadow", &embind::answer<rank::shadowJson>);
  function("rank_request_block", &requestBlock);
  function("rank_rerank_f32", &rerank);
  function("rank_items", &items);

  function("embedding_content_hash", &embind::answer<embedding::contentHashJson>);
  function("embedding_staleness", &embind::answer<embedding::stalenessJson>);
  function("embedding_validate", &embind::answer<embedding::validateJson>);
  function("embedding_enrich", &embind::answer<embedding::enrichJson>);
  function("embedding_plan", &embind::answer<embedding::planJson>);
}
