// A client of the OpenAI protocol's /embeddings, which Mistral and the local model server speak
// too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "native/provider/failure.h"
#include "native/provider/http_client.h"
#include "native/provider/model_api.h"

namespace fairlead::provider {

/// Which model to ask for, and where.
struct EmbeddingsModel {
  /// Up to and including the version, without a slash at the end: `http://127.0.0.1:8791/v1`.
  std::string base_url;
  std::string model_id;
  /// Length of every vector.
  std::size_t dimensions = 0;
  /// Whether the model can be asked for a length (text-embedding-3 can).
  bool takes_dimensions = false;
};

struct Embeddings {
  /// One for each input, in the inputs' order, each `dimensions` long.
  std::vector<std::vector<float>> vectors;
  /// What the API counted and will charge; nullopt when it does not say, or nothing that can be.
  std::optional<std::int64_t> tokens;
};

/// Movable; one thread at a time.
class EmbeddingsClient {
 public:
  EmbeddingsClient(EmbeddingsModel model, HttpOptions options)
      : model_(std::move(model)), api_(model_.base_url, std::move(options)) {}

  /// One call, no retry. Inputs are 1 or more texts, none empty.
  std::expected<Embeddings, Failure> embed(std::span<const std::string> inputs);

  /// The ids that the API's /models lists.
  std::expected<std::vector<std::string>, Failure> models();

 private:
  EmbeddingsModel model_;
  ModelApi api_;
};

}  // namespace fairlead::provider
