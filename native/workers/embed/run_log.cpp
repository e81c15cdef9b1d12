#include "native/workers/embed/run_log.h"

#include <cmath>
#include <map>

#include "core/json/writer.h"
#include "native/postgres/transaction.h"

namespace fairlead::workers {
namespace {

using postgres::Connection;
using postgres::Transaction;

struct TenantPlan {
  std::int64_t modelVersionId = 0, rows = 0, tokens = 0, unchanged = 0;
  double costUsd = 0;
};

std::map<std::string, TenantPlan> planByTenant(const RunPlan& plan) {
  std::map<std::string, TenantPlan> tenants;
  for (const ModelPlan& model : plan.models) {
    const auto tenantOf = [&](const embedding::Row& row) -> TenantPlan& {
      TenantPlan& tenant = tenants[row.tenantId];
      tenant.modelVersionId = model.serving.id;
      return tenant;
    };
    for (const auto& batch : model.plan.batches) {
      for (const auto& planned : batch.rows) {
        TenantPlan& tenant = tenantOf(planned.row);
        ++tenant.rows;
        tenant.tokens += planned.tokens;
        tenant.costUsd += embedding::costOf(planned.tokens, model.serving.model);
      }
    }
    for (const auto& row : model.unchanged) ++tenantOf(row).unchanged;
  }
  return tenants;
}

std::string textOf(const TenantPlan& plan) {
  json::Writer out;
  out.beginObject();
  out.member("rows", plan.rows);
  out.member("tokens", plan.tokens);
  out.member("unchanged", plan.unchanged);
  out.endObject();
  return std::move(out).finish().value_or("{}");
}

std::string textOf(const TenantOutcome& outcome) {
  json::Writer out;
  out.beginObject();
  out.member("embedded", outcome.embedded);
  out.member("failed", outcome.failed);
  out.member("tokens", std::llround(outcome.tokens));
  out.member("unchanged", outcome.unchanged);
  out.endObject();
  return std::move(out).finish().value_or("{}");
}

std::string statusOf(const TenantPlan& planned, const TenantOutcome& actual,
                     const Outcome& outcome) {
  const bool all = actual.embedded >= planned.rows && actual.unchanged >= planned.unchanged;
  if (all || (!outcome.stopped && actual.failed == 0)) return "succeeded";
  return actual.embedded + actual.unchanged > 0 ? "partial" : "failed";
}

}  // namespace

Result<std::int64_t> endLostRuns(Connection& connection) {
  const auto ended = connection.query(
      "update embedding_runs run set status = 'failed', error_code = 'worker_lost', "
      "finished_at = clock_timestamp() where status = 'running' and not exists ("
      "select from pg_stat_activity worker where worker.datname = current_database() "
      "and worker.application_name = $1 and worker.backend_start <= run.started_at) "
      "returning 1",
      {std::string(kApplicationName)});
  if (!ended) return std::unexpected(ended.error());
  return static_cast<std::int64_t>(ended->size());
}

Result<std::string> openRun(Connection& connection, const RunPlan& plan) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected(transaction.error());
  const auto ids = connection.query("select gen_random_uuid()");
  if (!ids) return std::unexpected(ids.error());
  auto runId = (*ids)[0].get<std::string>(0);
  for (const auto& [tenant, planned] : planByTenant(plan)) {
    const auto entered = connection.query(
        "insert into embedding_runs (tenant_id, run_id, model_version_id, plan, planned_cost_usd) "
        "values ($1, $2, $3, $4, $5)",
        {tenant, runId, planned.modelVersionId, textOf(planned), planned.costUsd});
    if (!entered) return std::unexpected(entered.error());
  }
  if (auto done = transaction->commit(); !done) return std::unexpected(done.error());
  return runId;
}

Result<void> closeRun(Connection& connection, const std::string& runId, const RunPlan& plan,
                      const Outcome& outcome) {
  for (const auto& [tenant, planned] : planByTenant(plan)) {
    const auto found = outcome.tenants.find(tenant);
    const TenantOutcome actual = found == outcome.tenants.end() ? TenantOutcome{} : found->second;
    const auto entered = connection.query(
        "update embedding_runs set status = $3, actual = $4, actual_cost_usd = $5, "
        "error_code = $6, finished_at = clock_timestamp() where tenant_id = $1 and run_id = $2",
        {tenant, runId, statusOf(planned, actual, outcome), textOf(actual), actual.costUsd,
         outcome.stopped ? std::optional(outcome.stopped->error.code) : std::nullopt});
    if (!entered) return std::unexpected(entered.error());
  }
  return {};
}

}  // namespace fairlead::workers
