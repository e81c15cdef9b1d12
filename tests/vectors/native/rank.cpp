#include "core/rank/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {

void addRank(Operations& operations) {
  operations["rank.rerank"] = ofText(rank::rerankJson);
  operations["rank.shadow"] = ofText(rank::shadowJson);
}

}  // namespace fairlead::vectors
