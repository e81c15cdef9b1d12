// Writing vectors and markers, fenced by the source's time.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/embedding/plan.h"
#include "core/error.h"
#include "native/postgres/connection.h"
#include "native/workers/embed/claims.h"
#include "native/workers/embed/serving.h"

namespace fairlead::workers {

/// A claimed row with the vector made from its text.
struct EmbeddedRow {
  const ClaimedRow* row;
  std::vector<float> vector;
};

/// How many rows of each tenant were written; tenants without any are left out.
using Written = std::map<std::string, std::int64_t>;

/// Writes the vectors into embedding_vectors, and sets each row's markers, in one transaction. A
/// row whose `updated_at` is no longer what was read keeps its markers and gets no vector: it is
/// stale, and the next pass takes it.
Result<Written> writeVectors(postgres::Connection& connection, const ServingModel& serving,
                             std::span<const EmbeddedRow> rows);

/// Marks rows fresh whose text is what their vector was made from, by the same rule.
Result<Written> markUnchanged(postgres::Connection& connection, const ServingModel& serving,
                              std::span<const embedding::Row> rows);

}  // namespace fairlead::workers
