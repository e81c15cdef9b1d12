// Which model serves which tenants.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/embedding/plan.h"
#include "core/error.h"
#include "native/postgres/connection.h"

namespace fairlead::workers {

/// A model version that serves somebody.
struct ServingModel {
  std::int64_t id = 0;  ///< model_version_id
  embedding::PricedModel model;
  std::string label;  ///< what a source row carries as embedding_model
  std::vector<std::string> tenants;
};

/// All serving models, or that of one tenant. `fallbackInputTokens` stands in where
/// embedding_models does not say how long an input may be. Errors, beside those of `Connection`:
/// `serving_missing` when no model serves the tenant, or any.
Result<std::vector<ServingModel>> readServingModels(postgres::Connection& connection,
                                                    const std::optional<std::string>& tenant,
                                                    std::int64_t fallbackInputTokens);

}  // namespace fairlead::workers
