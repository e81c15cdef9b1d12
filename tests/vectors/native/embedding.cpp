#include "core/embedding/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {

void addEmbedding(Operations& operations) {
  operations["embedding.content_hash"] = ofText(embedding::contentHashJson);
  operations["embedding.staleness"] = ofText(embedding::stalenessJson);
  operations["embedding.validate"] = ofText(embedding::validateJson);
  operations["embedding.enrich"] = ofText(embedding::enrichJson);
  operations["embedding.plan"] = ofText(embedding::planJson);
  operations["embedding.chunk"] = ofText(embedding::chunkJson);
  operations["embedding.merge_by_document"] = ofText(embedding::mergeByDocumentJson);
  operations["embedding.migration"] = ofText(embedding::migrationJson);
}

}  // namespace fairlead::vectors
