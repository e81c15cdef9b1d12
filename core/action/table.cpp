#include "core/action/table.h"

#include <algorithm>
#include <optional>

#include "core/action/checks.h"
#include "core/json/json.h"

namespace fairlead::action {
namespace {

constexpr TableOutcome kUnknown = {"action_unknown"};
constexpr TableOutcome kRefused = {"role_not_allowed"};
constexpr TableOutcome kNotFound = {"not_found"};

/// An action with how a bare request comes out that is refused by none of the first checks.
struct Column {
  const Action* action;
  TableOutcome bare;
};

/// The checks of what a bare request lacks look at the action alone.
Column columnOf(const Registry& registry, std::string_view id, json::Value emptyPayload) {
  const Action* action = registry.find(id);
  if (action == nullptr) return {nullptr, kUnknown};
  Request bare;
  bare.action = id;
  bare.payload = emptyPayload;
  const Situation situation{registry, bare, action};
  TableOutcome outcome{"allowed"};
  for (std::size_t i = kFirstNeededCheck; i < kCheckNames.size(); ++i)
    if (allChecks()[i].decide(situation).outcome == Outcome::kFailed)
      outcome = {"needs_input",
                 static_cast<std::uint8_t>(outcome.needs | 1u << (i - kFirstNeededCheck))};
  return {action, outcome};
}

TableOutcome outcomeOf(const Column& column, const Principal& principal, const Entity& entity) {
  const bool own = judgeEntity(*column.action, principal, entity) != Outcome::kFailed;
  return own ? column.bare : kNotFound;
}

/// Fills the cells, and numbers the outcomes as they come up.
class TableWriter {
 public:
  explicit TableWriter(std::size_t cells) { table_.cells.reserve(cells); }

  void add(const TableOutcome& outcome) {
    auto& outcomes = table_.outcomes;
    const auto known = std::ranges::find(outcomes, outcome);
    table_.cells.push_back(static_cast<std::uint8_t>(known - outcomes.begin()));
    if (known == outcomes.end()) outcomes.push_back(outcome);
  }

  Table finish() && { return std::move(table_); }

 private:
  Table table_;
};

}  // namespace

Table decideTable(const Registry& registry, const TableQuestion& question) {
  std::vector<Column> columns;
  columns.reserve(question.actions.size());
  const Result<json::Document> empty = json::parse("{}");
  for (const std::string_view id : question.actions)
    columns.push_back(columnOf(registry, id, empty->root()));
  TableWriter out(question.principals.size() * columns.size() * question.entities.size());
  for (const Principal& principal : question.principals)
    for (const Column& column : columns) {
      const bool known = column.action != nullptr;
      const bool may = known && column.action->mayBeRunBy(principal.role);
      for (const Entity& entity : question.entities)
        out.add(!known ? kUnknown : !may ? kRefused : outcomeOf(column, principal, entity));
    }
  return std::move(out).finish();
}

}  // namespace fairlead::action
