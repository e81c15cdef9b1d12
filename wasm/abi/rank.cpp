#include "core/rank/wire.h"
#include "wasm/abi/buffers.h"
#include "wasm/abi/fairlead.h"
#include "wasm/abi/objects.h"
#include "wasm/rank_floats.h"

using namespace fairlead;
using abi::answer;
using abi::ask;
using abi::input;
using abi::reply;
using rank::VectorSet;

namespace {

/// The items of the last ranking of floats.
std::vector<double>& lastItems() {
  static std::vector<double> items;
  return items;
}

/// Keeps the items for fl_rank_items(); gives the answer.
std::string keepItems(RankedFloats ranked) {
  lastItems() = std::move(ranked.items);
  return std::move(ranked.answer);
}

std::string rerankOf(const VectorSet& set, std::string_view request) {
  return keepItems(rerankSet(set, request));
}

}  // namespace

const uint8_t* fl_rank_rerank(uint32_t request) {
  return answer(rank::rerankJson, request);
}
const uint8_t* fl_rank_shadow(uint32_t request) {
  return answer(rank::shadowJson, request);
}
const uint8_t* fl_rank_fuse(uint32_t request) {
  return answer(rank::fuseJson, request);
}
const uint8_t* fl_rank_diversify(uint32_t request) {
  return answer(rank::diversifyJson, request);
}
const uint8_t* fl_rank_interleave(uint32_t request) {
  return answer(rank::interleaveJson, request);
}
const uint8_t* fl_rank_credit(uint32_t request) {
  return answer(rank::creditJson, request);
}
const uint8_t* fl_rank_rerank_f32(uint32_t request) {
  return reply(keepItems(rerankFloats(input(request))));
}
const double* fl_rank_items() {
  return lastItems().data();
}
const uint8_t* fl_rank_open(uint32_t setup) {
  return abi::keep(rank::openSet(input(setup)));
}
const uint8_t* fl_rank_put_f32(uint32_t set, uint32_t vectors) {
  return ask(set, putVectors, input(vectors));
}
const uint8_t* fl_rank_remove(uint32_t set, uint32_t request) {
  return ask(set, rank::removeJson, input(request));
}
const uint8_t* fl_rank_rerank_set_f32(uint32_t set, uint32_t request) {
  return ask(set, rerankOf, input(request));
}
