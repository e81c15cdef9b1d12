#include "core/rank/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {

void addRank(Operations& operations) {
  operations["rank.rerank"] = ofText(rank::rerankJson);
  operations["rank.shadow"] = ofText(rank::shadowJson);
  operations["rank.fuse"] = ofText(rank::fuseJson);
  operations["rank.diversify"] = ofText(rank::diversifyJson);
  operations["rank.interleave"] = ofText(rank::interleaveJson);
  operations["rank.credit"] = ofText(rank::creditJson);
}

}  // namespace fairlead::vectors
