#include "core/rank/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"
#include "wasm/rank_floats.h"

using namespace fairlead;
using abi::input;
using abi::reply;

namespace {

/// The items of the last ranking of floats.
std::vector<double>& lastItems() {
  static std::vector<double> items;
  return items;
}

}  // namespace

const uint8_t* fl_rank_rerank(uint32_t request) {
  return reply(rank::rerankJson(input(request)));
}
const uint8_t* fl_rank_rerank_f32(uint32_t request) {
  RankedFloats ranked = rerankFloats(input(request));
  lastItems() = std::move(ranked.items);
  return reply(ranked.answer);
}
const double* fl_rank_items() {
  return lastItems().data();
}
const uint8_t* fl_rank_shadow(uint32_t request) {
  return reply(rank::shadowJson(input(request)));
}
