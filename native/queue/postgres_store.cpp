#include "native/queue/postgres_store.h"

#include <algorithm>
#include <set>

#include "native/postgres/transaction.h"
#include "native/queue/job_rows.h"

namespace fairlead::queue {
namespace {

using postgres::Connection;

/// A gate for each provider that a type names.
std::vector<Gate> gatesOf(const Rules& rules) {
  std::map<std::string, std::vector<std::string>> types;
  for (const TypeRules& type : rules.types) {
    if (!type.provider.empty()) types[type.provider].push_back(type.type);
  }
  std::vector<Gate> gates;
  for (auto& [name, names] : types) {
    const auto known = std::ranges::find(rules.providers, name, &ProviderRules::name);
    gates.emplace_back(known == rules.providers.end() ? ProviderRules{name} : *known,
                       std::move(names));
  }
  return gates;
}

}  // namespace

PostgresStore::PostgresStore(std::string url, Rules rules, postgres::ConnectOptions options,
                             Connection connection)
    : url_(std::move(url)),
      options_(std::move(options)),
      rules_(std::move(rules)),
      connection_(std::move(connection)),
      gates_(gatesOf(rules_)) {}

Result<std::unique_ptr<PostgresStore>> PostgresStore::open(std::string url, Rules rules,
                                                           postgres::ConnectOptions options) {
  if (options.answer_timeout == std::chrono::milliseconds::zero())
    options.answer_timeout = postgres::kWorkersAnswerTimeout;
  auto connection = Connection::open(url, options);
  if (!connection) return std::unexpected(std::move(connection.error()));
  return std::unique_ptr<PostgresStore>(new PostgresStore(
      std::move(url), std::move(rules), std::move(options), std::move(*connection)));
}

Result<void> PostgresStore::reopen() {
  auto connection = Connection::open(url_, options_);
  if (!connection) return std::unexpected(std::move(connection.error()));
  connection_ = std::move(*connection);
  return {};
}

Result<job::Micros> PostgresStore::now() {
  const auto rows = connection_.query("select to_micros(clock_timestamp())");
  if (!rows) return std::unexpected(rows.error());
  return (*rows)[0].get<std::int64_t>(0);
}

const job::Policy& PostgresStore::policyOf(std::string_view type) const {
  static const job::Policy kDefault;
  const auto known = std::ranges::find(rules_.types, type, &TypeRules::type);
  return known == rules_.types.end() ? kDefault : known->policy;
}

Gate* PostgresStore::gateOf(std::string_view type) {
  const auto known = std::ranges::find(rules_.types, type, &TypeRules::type);
  if (known == rules_.types.end() || known->provider.empty()) return nullptr;
  return &*std::ranges::find(gates_, known->provider, &Gate::name);
}

Line& PostgresStore::lineOf(std::string_view type) {
  const auto known = lines_.find(type);
  if (known != lines_.end()) return known->second;
  return lines_.emplace(type, Line(std::string(type))).first->second;
}

Result<std::vector<bool>> PostgresStore::heartbeat(std::span<const Hold> holds) {
  if (holds.empty()) return std::vector<bool>();
  const HoldArrays arrays({holds.begin(), holds.end()});
  const auto rows = connection_.query("select id, lease from ai_heartbeat($1, $2, $3)",
                                      {arrays.tenants, arrays.ids, arrays.leases});
  if (!rows) return std::unexpected(rows.error());
  std::set<std::pair<std::int64_t, std::int64_t>> kept;
  for (const auto row : *rows) kept.emplace(row.get<std::int64_t>(0), row.get<std::int64_t>(1));
  std::vector<bool> answer;
  for (const Hold& hold : holds) answer.push_back(kept.contains({hold.id, hold.lease}));
  return answer;
}

Result<std::optional<std::string>> PostgresStore::loadCheckpoint(const Hold& hold,
                                                                 std::string_view step) {
  const auto rows = connection_.query(
      "select state from job_checkpoints where tenant_id = $1 and job_id = $2 and step = $3",
      {hold.tenant, hold.id, step});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return std::nullopt;
  return (*rows)[0].get<std::string>(0);
}

Result<bool> PostgresStore::saveCheckpoint(const Hold& hold, std::string_view step,
                                           std::string_view json) {
  const auto rows = connection_.query("select ai_save_checkpoint($1, $2, $3, $4, $5)",
                                      {hold.tenant, hold.id, hold.lease, step, json});
  if (!rows) return std::unexpected(rows.error());
  return (*rows)[0].get<bool>(0);
}

}  // namespace fairlead::queue
