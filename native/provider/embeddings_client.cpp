#include "native/provider/embeddings_client.h"

#include "native/provider/embeddings_wire.h"

namespace fairlead::provider {

std::expected<Embeddings, Failure> EmbeddingsClient::embed(std::span<const std::string> inputs) {
  const auto body = api_.post("/embeddings", writeEmbeddingsRequest(model_, inputs), inputs.size());
  if (!body) return std::unexpected(body.error());
  return readEmbeddings(*body, inputs.size(), model_.dimensions);
}

std::expected<std::vector<std::string>, Failure> EmbeddingsClient::models() {
  const auto body = api_.get("/models");
  if (!body) return std::unexpected(body.error());
  return readModelIds(*body);
}

}  // namespace fairlead::provider
