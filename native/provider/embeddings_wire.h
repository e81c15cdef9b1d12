// The bytes of the embeddings protocol.
//
//   POST /embeddings  {"model": id, "input": [text, …], "dimensions": n?}
//   200               {"data": [{"index": i, "embedding": [number, …]}, …],
//                      "usage": {"prompt_tokens": n}?, …}
//   GET /models       {"data": [{"id": text, …}, …], …}
//
// Members not shown are allowed and ignored; entries of `data` may come in any order.
#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "native/provider/embeddings_client.h"
#include "native/provider/failure.h"

namespace fairlead::provider {

std::string writeEmbeddingsRequest(const EmbeddingsModel& model,
                                   std::span<const std::string> inputs);

/// Reads an answer to `inputs` inputs. Failures: `provider_answer_malformed` (class provider) when
/// it is not JSON, or does not hold exactly one vector of finite numbers for each input;
/// `provider_dimensions` (class config) when a vector is not `dimensions` long.
std::expected<Embeddings, Failure> readEmbeddings(const std::string& body, std::size_t inputs,
                                                  std::size_t dimensions);

std::expected<std::vector<std::string>, Failure> readModelIds(const std::string& body);

}  // namespace fairlead::provider
