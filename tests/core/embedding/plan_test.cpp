// What holds of every plan, whatever the rows and the budget.
#include "core/embedding/plan.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace fairlead::embedding {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
  }

  std::vector<Row> rows() {
    std::vector<Row> rows(static_cast<std::size_t>(between(0, 30)));
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i] = {"pms_parts", std::to_string(i), "t1", 0, between(0, 400)};
    return rows;
  }

  Budget budget() {
    Budget budget;
    budget.limit = between(0, 30);
    if (between(0, 1) == 1) budget.maxCostUsd = static_cast<double>(between(0, 2000)) / 1e6;
    budget.batchItems = between(1, 8);
    budget.batchTokens = between(1, 200);
    budget.maxAttempts = between(1, 5);
    return budget;
  }

 private:
  std::mt19937_64 random_;
};

PricedModel model() {
  return {{"m", 3, "1"}, 1.0, 120};
}

/// The ids in the order of the plan, and those that are left out.
struct Ids {
  std::vector<std::string> taken;
  std::set<std::string> leftOut;
};

Ids idsOf(const Plan& plan) {
  Ids ids;
  for (const Batch& batch : plan.batches)
    for (const PlannedRow& planned : batch.rows) ids.taken.push_back(planned.row.id);
  for (const LeftOut& row : plan.leftOut) ids.leftOut.insert(row.id);
  return ids;
}

void expectWithinBudget(const Plan& plan, const Budget& budget) {
  std::int64_t tokens = 0;
  std::size_t rows = 0;
  for (const Batch& batch : plan.batches) {
    std::int64_t sum = 0;
    for (const PlannedRow& planned : batch.rows) sum += planned.tokens;
    EXPECT_FALSE(batch.rows.empty());
    EXPECT_EQ(sum, batch.tokens);
    EXPECT_LE(batch.tokens, budget.batchTokens);
    EXPECT_LE(std::ssize(batch.rows), budget.batchItems);
    tokens += sum;
    rows += batch.rows.size();
  }
  EXPECT_EQ(tokens, plan.tokens);
  EXPECT_LE(static_cast<std::int64_t>(rows), budget.limit);
  if (budget.maxCostUsd) {
    EXPECT_LE(plan.costUsd, *budget.maxCostUsd);
  }
}

TEST(Plan, KeepsTheBudgetAndEveryRow) {
  Dice dice(7);
  for (int i = 0; i < 5'000; ++i) {
    const std::vector<Row> rows = dice.rows();
    const Budget budget = dice.budget();
    const Plan made = plan(rows, budget, model());
    expectWithinBudget(made, budget);
    const Ids ids = idsOf(made);
    EXPECT_EQ(ids.taken.size() + ids.leftOut.size(), rows.size());
    std::size_t next = 0;  // taken in the order given, each row once
    for (const Row& row : rows)
      if (!ids.leftOut.contains(row.id)) {
        ASSERT_EQ(ids.taken[next++], row.id);
      }
  }
}

TEST(Plan, NoBatchCouldHaveTakenTheNextRow) {
  Dice dice(8);
  for (int i = 0; i < 2'000; ++i) {
    const Budget budget = dice.budget();
    const Plan made = plan(dice.rows(), budget, model());
    for (std::size_t b = 0; b + 1 < made.batches.size(); ++b) {
      const bool full = std::ssize(made.batches[b].rows) == budget.batchItems;
      const std::int64_t next = made.batches[b + 1].rows.front().tokens;
      EXPECT_TRUE(full || made.batches[b].tokens + next > budget.batchTokens);
    }
  }
}

TEST(Plan, TheWorstCaseIsEveryAttempt) {
  Budget budget;
  budget.batchTokens = 1000;
  budget.maxAttempts = 4;
  const Plan made = plan({{"t", "1", "t1", 0, 300}}, budget, model());
  EXPECT_DOUBLE_EQ(made.costUsd, 0.0001);
  EXPECT_DOUBLE_EQ(made.worstCaseCostUsd, 0.0004);
}

}  // namespace
}  // namespace fairlead::embedding
