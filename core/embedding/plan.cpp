#include "core/embedding/plan.h"

#include <algorithm>

namespace fairlead::embedding {
namespace {

/// Fills batches row by row and says why a row stays out.
class Planner {
 public:
  Planner(const Budget& budget, const PricedModel& model) : budget_(budget), model_(model) {}

  void add(const Row& row) {
    const std::int64_t tokens = estimateTokens(row.textBytes);
    const std::string_view reason = whyNot(tokens);
    if (reason.empty())
      take(row, tokens);
    else
      plan_.leftOut.push_back({row.table, row.id, reason});
  }

  Plan finish() && {
    plan_.costUsd = costOf(plan_.tokens, model_);
    plan_.worstCaseCostUsd = costOf(plan_.tokens * budget_.maxAttempts, model_);
    return std::move(plan_);
  }

 private:
  /// Empty when the row is taken.
  std::string_view whyNot(std::int64_t tokens) {
    if (tokens > std::min(model_.maxInputTokens, budget_.batchTokens)) return "oversized";
    if (stop_.empty()) stop_ = whyStop(tokens);
    return stop_;
  }

  std::string_view whyStop(std::int64_t tokens) const {
    if (taken_ >= budget_.limit) return "limit";
    const bool capped = budget_.maxCostUsd.has_value();
    if (capped && costOf(plan_.tokens + tokens, model_) > *budget_.maxCostUsd) return "cost";
    return "";
  }

  void take(const Row& row, std::int64_t tokens) {
    if (!fitsLastBatch(tokens)) plan_.batches.emplace_back();
    Batch& batch = plan_.batches.back();
    batch.rows.push_back({row, tokens});
    batch.tokens += tokens;
    plan_.tokens += tokens;
    ++taken_;
  }

  bool fitsLastBatch(std::int64_t tokens) const {
    if (plan_.batches.empty()) return false;
    const Batch& batch = plan_.batches.back();
    return std::ssize(batch.rows) < budget_.batchItems &&
           batch.tokens + tokens <= budget_.batchTokens;
  }

  const Budget& budget_;
  const PricedModel& model_;
  Plan plan_;
  std::int64_t taken_ = 0;
  std::string_view stop_;  // why nothing more is taken, once that is so
};

}  // namespace

std::int64_t estimateTokens(std::int64_t textBytes) {
  const std::int64_t whole = textBytes / kBytesPerToken;
  return std::max<std::int64_t>(1, whole + (textBytes % kBytesPerToken != 0));
}

double costOf(std::int64_t tokens, const PricedModel& model) {
  return static_cast<double>(tokens) * model.pricePerMillionTokens / 1e6;
}

Plan plan(const std::vector<Row>& rows, const Budget& budget, const PricedModel& model) {
  Planner planner(budget, model);
  for (const Row& row : rows) planner.add(row);
  return std::move(planner).finish();
}

}  // namespace fairlead::embedding
