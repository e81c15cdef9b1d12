#include "native/provider/embeddings_client.h"

#include "native/provider/embeddings_wire.h"

namespace fairlead::provider {

std::expected<Embeddings, Failure> EmbeddingsClient::embed(std::span<const std::string> inputs) {
  const auto response =
      http_.post(model_.base_url + "/embeddings", writeEmbeddingsRequest(model_, inputs));
  if (!response) return std::unexpected(classify(response.error()));
  if (response->status != 200) return std::unexpected(classify(*response, inputs.size()));
  return readEmbeddings(response->body, inputs.size(), model_.dimensions);
}

std::expected<std::vector<std::string>, Failure> EmbeddingsClient::models() {
  const auto response = http_.get(model_.base_url + "/models");
  if (!response) return std::unexpected(classify(response.error()));
  if (response->status != 200) return std::unexpected(classify(*response, 1));
  return readModelIds(response->body);
}

}  // namespace fairlead::provider
