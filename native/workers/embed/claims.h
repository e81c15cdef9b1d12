// Claiming rows, so that two workers never pay for the same one.
//
// A claim is a session's advisory lock on a number made from the row's name. It costs no write,
// needs no transaction to stay open during a model call, and goes with the connection: a worker
// that dies gives its claims back at once. A number that two rows share by accident makes one of
// them wait for the next pass.
#pragma once

#include <string>
#include <vector>

#include "core/embedding/plan.h"
#include "core/error.h"
#include "native/postgres/connection.h"
#include "native/workers/embed/serving.h"
#include "native/workers/embed/sources.h"

namespace fairlead::workers {

/// A row that this worker alone works on, as it is now.
struct ClaimedRow {
  embedding::PlannedRow planned;
  const Source* source;
  std::string text;  ///< normalised: what is sent is what is hashed
  std::string documentId;
};

struct Claim {
  std::vector<ClaimedRow> rows;
  /// Rows that another worker holds, has done already, or that changed since the plan was made.
  std::int64_t passedOver = 0;
};

/// Claims the rows of a batch that are still as the plan saw them. The connection must hold no
/// other advisory locks. Release the claim also after an error.
Result<Claim> claimBatch(postgres::Connection& connection, const embedding::Batch& batch,
                         const ServingModel& serving);

/// Gives back all claims of the connection.
Result<void> releaseClaims(postgres::Connection& connection);

}  // namespace fairlead::workers
