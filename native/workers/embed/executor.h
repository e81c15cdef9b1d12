// Carrying out the plan for one model.
#pragma once

#include <chrono>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "native/postgres/connection.h"
#include "native/provider/embeddings_client.h"
#include "native/workers/embed/claims.h"
#include "native/workers/embed/outcome.h"
#include "native/workers/embed/run_plan.h"
#include "native/workers/embed/vector_writer.h"

namespace fairlead::workers {

/// A call that failed for the provider's sake is made again after this, twice this, … unless the
/// API says when; where it says more than `longest`, the pass ends instead.
struct RetryPauses {
  std::chrono::milliseconds first{500};
  std::chrono::milliseconds longest{60'000};
};

/// Executes batches one after the other. Between the database's statements of a batch there is the
/// call to the model and no open transaction.
class Executor {
 public:
  Executor(postgres::Connection& connection, provider::EmbeddingsClient& client,
           const ModelPlan& plan, std::int64_t maxAttempts, RetryPauses pauses, Outcome& outcome)
      : connection_(connection),
        client_(client),
        plan_(plan),
        max_attempts_(maxAttempts),
        pauses_(pauses),
        outcome_(outcome) {}

  /// Marks what is unchanged, then works through the batches until they are done, a stop is asked
  /// for, or the provider cannot go on (`outcome.stopped`). Errors: those of `Connection`; what was
  /// written before stays and is counted.
  Result<void> run();

 private:
  using Rows = std::span<const ClaimedRow>;

  Result<void> markUnchangedRows();
  Result<void> runBatch(const embedding::Batch& batch);
  Result<void> embed(Rows rows);
  std::expected<provider::Embeddings, provider::Failure> call(Rows rows);
  Result<void> store(Rows rows, provider::Embeddings embeddings);
  Result<Written> write(std::span<const EmbeddedRow> rows);
  void countSpending(Rows rows, const provider::Embeddings& embeddings);
  void fail(const ClaimedRow& row, std::string_view code);

  postgres::Connection& connection_;
  provider::EmbeddingsClient& client_;
  const ModelPlan& plan_;
  std::int64_t max_attempts_;
  RetryPauses pauses_;
  Outcome& outcome_;
};

}  // namespace fairlead::workers
