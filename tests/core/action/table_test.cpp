// A table says of each combination what evaluate() says of the bare request.
#include "core/action/table.h"

#include <gtest/gtest.h>

#include "core/action/evaluate.h"
#include "core/action/wire.h"
#include "tests/core/action/support.h"

namespace fairlead::action {
namespace {

constexpr std::string_view kRoles[] = {"crew", "officer", "captain", "cook"};
constexpr std::string_view kActions[] = {"look", "book", "open", "ping", "count", "close", "sink"};

test::Value entityOf(std::string_view tenant) {
  if (tenant.empty()) return nullptr;
  return {{"id", "e1"}, {"tenant_id", tenant}};
}

/// What explain() makes of a request with nothing in it: the code, then the checks that lack input.
std::string bareOutcome(const Registry& registry, std::string_view action, std::string_view role,
                        const test::Value& entity) {
  test::Object request = test::request(action, role, test::Object());
  request.erase("idempotency_key");
  request["entity"] = entity;
  const test::Asked asked(request);
  const Explanation explanation = *explain(registry, *asked.request);
  for (std::size_t i = 0; i < kFirstNeededCheck; ++i)
    if (explanation.checks[i] == Outcome::kFailed) return std::string(explanation.verdict.code);
  std::string needs;
  for (std::size_t i = kFirstNeededCheck; i < kCheckNames.size(); ++i)
    if (explanation.checks[i] == Outcome::kFailed) needs += " " + std::string(kCheckNames[i]);
  return needs.empty() ? "allowed" : "needs_input" + needs;
}

std::string textOf(const TableOutcome& outcome) {
  std::string text(outcome.code);
  for (std::size_t i = kFirstNeededCheck; i < kCheckNames.size(); ++i)
    if ((outcome.needs >> (i - kFirstNeededCheck) & 1) != 0)
      text += " " + std::string(kCheckNames[i]);
  return text;
}

TEST(Table, SaysOfEachCombinationWhatEvaluateSaysOfTheBareRequest) {
  const Registry registry = test::loaded(test::smallRegistry());
  TableQuestion question;
  for (const std::string_view role : kRoles) question.principals.push_back({"u1", "t1", role});
  question.actions.assign(std::begin(kActions), std::end(kActions));
  question.entities = {{Lookup::kFound, "e1", "t1"},
                       {Lookup::kFound, "e1", "t2"},
                       {.lookup = Lookup::kNotFound, .id = {}, .tenantId = {}}};
  const Table table = decideTable(registry, question);
  auto cell = table.cells.begin();
  for (const std::string_view role : kRoles)
    for (const std::string_view action : kActions)
      for (const std::string_view tenant : {"t1", "t2", ""}) {
        EXPECT_EQ(textOf(table.outcomes[*cell++]),
                  bareOutcome(registry, action, role, entityOf(tenant)))
            << role << " " << action << " " << tenant;
      }
  EXPECT_EQ(cell, table.cells.end());
}

TEST(Table, HoldsEachOutcomeOnce) {
  const Registry registry = test::loaded(test::smallRegistry());
  const Table table = decideTable(
      registry, {{{"u1", "t1", "crew"}, {"u2", "t1", "crew"}}, {"look", "ping"}, {Entity()}});
  ASSERT_EQ(table.outcomes.size(), 2U);  // look must name its part
  EXPECT_EQ(table.cells, (std::vector<std::uint8_t>{0, 1, 0, 1}));
}

TEST(Table, HoldsAMillionCombinationsAndNoMore) {
  const Registry registry = test::loaded(test::smallRegistry());
  const auto ask = [&](int actions) {
    std::string question = R"({"principals":[)";
    for (int i = 0; i < 1000; ++i)
      question += std::string(i == 0 ? "" : ",") + R"({"user_id":"u","tenant_id":"t","role":"r"})";
    question += R"(],"actions":[)";
    for (int i = 0; i < actions; ++i) question += i == 0 ? R"("look")" : R"(,"look")";
    return matrixJson(registry, question + "]}").substr(0, 9);
  };
  EXPECT_EQ(ask(1000), R"({"value":)");
  EXPECT_EQ(ask(1001), R"({"error":)");
}

}  // namespace
}  // namespace fairlead::action
