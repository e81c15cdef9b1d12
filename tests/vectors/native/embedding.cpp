#include "core/embedding/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
void addEmbedding(Operations& operations) {
  operations["embedding.content_hash"] = ofText(embedding::contentHashJson);
  operations["embedding.staleness"] = ofText(embedding::stalenessJson);
  operations["embedding.validate"] = ofText(embedding::validateJson);
  operations["embedding.enrich"] = ofText(embedding::enrichJson);
  operations["embedding.plan"] = ofText(embedding::planJson);
}

}  // namespace fairlead::vectors
