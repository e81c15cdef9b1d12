// Reading stale rows: how many there are, and which come first.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/embedding/plan.h"
#include "core/error.h"
#include "native/postgres/connection.h"
#include "native/workers/embed/serving.h"
#include "native/workers/embed/sources.h"

namespace fairlead::workers {

/// Rows of one tenant in one table.
struct StaleCount {
  std::string tenantId;
  std::string table;
  /// Changed since their vector was made, or without one: what this worker has to look at.
  std::int64_t stale = 0;
  /// With a vector of another model than the serving one: left to a migration.
  std::int64_t modelChanged = 0;
};

/// Counts in every source table, for the tenants of `serving`; rows of zeros are left out.
Result<std::vector<StaleCount>> countStale(postgres::Connection& connection,
                                           const ServingModel& serving);

/// Rows, as they were at a time, that are not worth another try: (table, id, updatedAt).
using SetAside = std::set<std::tuple<std::string, std::string, std::int64_t>>;

/// The oldest stale rows, sorted by what has to be done.
struct StaleRows {
  std::vector<embedding::Row> changed;    ///< need a vector; over all tables, oldest first
  std::vector<embedding::Row> unchanged;  ///< touched, but their text is what it was
  std::vector<embedding::Row> empty;      ///< have no text, so they can have no vector
  std::int64_t setAside = 0;
  std::int64_t read = 0;  ///< rows looked at: the sum of the four
};

/// Reads the stale rows of `serving`'s tenants until every table is at its end or has given more
/// than `limit` changed rows, or 10,000 unchanged ones. Texts are hashed and dropped: a page of
/// them is held at a time.
Result<StaleRows> readStale(postgres::Connection& connection, const ServingModel& serving,
                            std::int64_t limit, const SetAside& setAside);

/// The SQL condition on a row `r` of `source` that makes it stale; $1 is the serving model's label.
/// Rows of another model are not stale here.
std::string staleCondition(const Source& source);

}  // namespace fairlead::workers
