#include "native/cli/work_report.h"

#include <fmt/format.h>

namespace fairlead::cli {
namespace {

using workers::PlanTotals;

void showStale(const Output& output, const workers::RunPlan& plan) {
  output.line(
      fmt::format("{:<36}  {:<16}  {:>7}  {}", "tenant", "table", "stale", "model changed"));
  for (const auto& model : plan.models) {
    for (const auto& count : model.counts) {
      output.line(fmt::format("{:<36}  {:<16}  {:>7}  {:>13}", count.tenantId, count.table,
                              count.stale, count.modelChanged));
    }
  }
}

void showTotals(const Output& output, const PlanTotals& totals, std::int64_t maxAttempts) {
  output.line(
      fmt::format("plan: {} rows in {} calls, about {} tokens, ${:.6f} "
                  "(at worst ${:.6f}, with {} attempts each)",
                  totals.rows, totals.batches, totals.tokens, totals.costUsd,
                  totals.worstCaseCostUsd, maxAttempts));
  output.line(fmt::format("unchanged text, marked fresh without a call: {}", totals.unchanged));
  output.line(fmt::format(
      "left out: {} over the limit, {} over the cost cap, {} too long for the "
      "model, {} without text, {} refused before",
      totals.overLimit, totals.overCost, totals.oversized, totals.empty, totals.setAside));
}

}  // namespace

void reportPlan(const Output& output, const workers::RunPlan& plan) {
  showStale(output, plan);
  showTotals(output, workers::totalsOf(plan), plan.maxAttempts);
  output.value([&](json::Writer& out) { workers::write(out, plan); });
}

void reportPass(const Output& output, const workers::Pass& pass) {
  const workers::Outcome& outcome = pass.outcome;
  showTotals(output, workers::totalsOf(pass.plan), pass.plan.maxAttempts);
  output.line(
      fmt::format("done: {} embedded in {} calls, {} tokens, ${:.6f}; {} marked fresh, {} "
                  "passed over, {} deferred, {} failed",
                  outcome.embedded, outcome.calls, outcome.tokens, outcome.costUsd,
                  outcome.unchanged, outcome.passedOver, outcome.deferred, outcome.failed.size()));
  for (const auto& row : outcome.failed) {
    output.line(output.bad(fmt::format("failed: {} {}: {}", row.table, row.id, row.code)));
  }
  if (outcome.stopped) {
    output.line(output.bad(fmt::format("stopped: {} [{}]", outcome.stopped->error.message,
                                       outcome.stopped->error.code)));
  }
  output.value([&](json::Writer& out) {
    out.beginObject();
    out.name("outcome");
    workers::write(out, outcome);
    out.name("plan");
    workers::write(out, pass.plan);
    out.member("run_id", pass.runId.empty() ? std::nullopt : std::optional(pass.runId));
    out.endObject();
  });
}

}  // namespace fairlead::cli
