#include "native/workers/embed/serving.h"

namespace fairlead::workers {
namespace {

constexpr const char* kServing = R"(
  select m.model_version_id, m.embedding_model_id, m.embedding_dimensions, m.embedding_version,
         m.price_per_million_tokens, coalesce(m.max_input_tokens, $2), m.label, s.tenant_id
  from embedding_serving s join embedding_models m using (model_version_id)
  where $1::uuid is null or s.tenant_id = $1::uuid
  order by m.model_version_id, s.tenant_id)";

ServingModel modelOf(const postgres::Row& row) {
  return {.id = row.get<std::int64_t>(0),
          .model = {.version = {.modelId = row.get<std::string>(1),
                                .dimensions = row.get<std::int64_t>(2),
                                .version = row.get<std::string>(3)},
                    .pricePerMillionTokens = row.get<double>(4),
                    .maxInputTokens = row.get<std::int64_t>(5)},
          .label = row.get<std::string>(6),
          .tenants = {}};
}

}  // namespace

Result<std::vector<ServingModel>> readServingModels(postgres::Connection& connection,
                                                    const std::optional<std::string>& tenant,
                                                    std::int64_t fallbackInputTokens) {
  const auto rows = connection.query(kServing, {tenant, fallbackInputTokens});
  if (!rows) return std::unexpected(rows.error());
  std::vector<ServingModel> models;
  for (const auto row : *rows) {
    if (models.empty() || models.back().id != row.get<std::int64_t>(0)) {
      models.push_back(modelOf(row));
    }
    models.back().tenants.push_back(row.get<std::string>(7));
  }
  if (models.empty()) {
    return fail("serving_missing", tenant ? "No model serves this tenant: embedding_serving has no "
                                            "row for it."
                                          : "No model serves any tenant: embedding_serving is "
                                            "empty.");
  }
  return models;
}

}  // namespace fairlead::workers
