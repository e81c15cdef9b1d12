#include "native/workers/embed/executor.h"

#include <cmath>
#include <iterator>

#include "core/embedding/validate.h"
#include "native/workers/log.h"
#include "native/workers/stop.h"

namespace fairlead::workers {
namespace {

using provider::Embeddings;
using provider::Failure;
using provider::FailureClass;

std::int64_t estimateOf(std::span<const ClaimedRow> rows) {
  std::int64_t tokens = 0;
  for (const ClaimedRow& row : rows) tokens += row.planned.tokens;
  return tokens;
}

}  // namespace

Result<void> Executor::run() {
  if (auto done = markUnchangedRows(); !done) return done;
  for (const embedding::Batch& batch : plan_.plan.batches) {
    if (outcome_.stopped || stopRequested()) {
      outcome_.deferred += std::ssize(batch.rows);
      continue;
    }
    auto done = runBatch(batch);
    if (auto released = releaseClaims(connection_); done && !released) done = released;
    if (!done) return done;
  }
  return {};
}

Result<void> Executor::markUnchangedRows() {
  if (plan_.unchanged.empty()) return {};
  const auto marked = markUnchanged(connection_, plan_.serving, plan_.unchanged);
  if (!marked) return std::unexpected(marked.error());
  for (const auto& [tenant, count] : *marked) {
    outcome_.unchanged += count;
    outcome_.tenants[tenant].unchanged += count;
  }
  return {};
}

Result<void> Executor::runBatch(const embedding::Batch& batch) {
  const auto claim = claimBatch(connection_, batch, plan_.serving);
  if (!claim) return std::unexpected(claim.error());
  outcome_.passedOver += claim->passedOver;
  if (claim->rows.empty()) return {};
  return embed(claim->rows);
}

// A batch that is refused is split in two until the refused row stands alone. The depth is the
// logarithm of the batch's size.
Result<void> Executor::embed(Rows rows) {
  if (outcome_.stopped) {
    outcome_.deferred += std::ssize(rows);
    return {};
  }
  auto embeddings = call(rows);
  if (embeddings) return store(rows, std::move(*embeddings));
  switch (embeddings.error().failure_class) {
    case FailureClass::kItem:
      fail(rows.front(), embeddings.error().error.code);
      return {};
    case FailureClass::kBatch: {
      const std::size_t half = rows.size() / 2;
      if (auto done = embed(rows.first(half)); !done) return done;
      return embed(rows.subspan(half));
    }
    default:
      outcome_.stopped = std::move(embeddings.error());
      outcome_.deferred += std::ssize(rows);
      return {};
  }
}

std::expected<Embeddings, Failure> Executor::call(Rows rows) {
  std::vector<std::string> texts;
  for (const ClaimedRow& row : rows) texts.push_back(row.text);
  auto pause = pauses_.first;
  for (std::int64_t attempt = 1;; ++attempt, pause *= 2) {
    ++outcome_.calls;
    auto embeddings = client_.embed(texts);
    if (embeddings || embeddings.error().failure_class != FailureClass::kProvider) {
      return embeddings;
    }
    const Failure& failure = embeddings.error();
    const auto wait = failure.retry_after ? std::chrono::milliseconds(*failure.retry_after) : pause;
    log(LogLevel::kWarning, "embed_call_failed",
        {{"code", failure.error.code}, {"attempt", attempt}, {"pause_ms", wait.count()}});
    if (attempt >= max_attempts_ || wait > pauses_.longest || !pauseFor(wait)) return embeddings;
  }
}

Result<void> Executor::store(Rows rows, Embeddings embeddings) {
  countSpending(rows, embeddings);
  const auto& version = plan_.serving.model.version;
  std::vector<EmbeddedRow> good;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<float>& vector = embeddings.vectors[i];
    const auto valid = embedding::validateVector(std::vector<double>(vector.begin(), vector.end()),
                                                 version, version);
    if (valid) {
      good.push_back({&rows[i], std::move(vector)});
    } else {
      fail(rows[i], valid.error().code);
    }
  }
  const auto written = write(good);
  if (!written) return std::unexpected(written.error());
  std::int64_t sum = 0;
  for (const auto& [tenant, count] : *written) {
    sum += count;
    outcome_.tenants[tenant].embedded += count;
  }
  outcome_.embedded += sum;
  outcome_.passedOver += std::ssize(good) - sum;
  log(LogLevel::kInfo, "embed_batch_written", {{"rows", sum}, {"of", std::ssize(rows)}});
  return {};
}

// A vector is paid for by now; a deadlock with somebody else's change is no reason to lose it.
Result<Written> Executor::write(std::span<const EmbeddedRow> rows) {
  constexpr int kTries = 3;
  auto written = writeVectors(connection_, plan_.serving, rows);
  for (int tried = 1; tried < kTries && !written; ++tried) {
    if (written.error().code != "database_conflict") break;
    written = writeVectors(connection_, plan_.serving, rows);
  }
  return written;
}

void Executor::countSpending(Rows rows, const Embeddings& embeddings) {
  const std::int64_t estimate = estimateOf(rows);
  const std::int64_t tokens = embeddings.tokens.value_or(estimate);
  const double cost = embedding::costOf(tokens, plan_.serving.model);
  outcome_.tokens += tokens;
  outcome_.costUsd += cost;
  for (const ClaimedRow& row : rows) {
    const double share = static_cast<double>(row.planned.tokens) / static_cast<double>(estimate);
    TenantOutcome& tenant = outcome_.tenants[row.planned.row.tenantId];
    tenant.tokens += share * static_cast<double>(tokens);
    tenant.costUsd += share * cost;
  }
}

void Executor::fail(const ClaimedRow& claimed, std::string_view code) {
  const embedding::Row& row = claimed.planned.row;
  outcome_.failed.push_back({row.table, row.id, row.tenantId, row.updatedAt, code});
  ++outcome_.tenants[row.tenantId].failed;
  log(LogLevel::kWarning, "embed_row_failed",
      {{"table", row.table}, {"id", row.id}, {"code", code}});
}

}  // namespace fairlead::workers
