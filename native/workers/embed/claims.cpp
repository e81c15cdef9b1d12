#include "native/workers/embed/claims.h"

#include <fmt/format.h>
#include <map>
#include <span>
#include <unordered_map>

#include "core/crypto/sha256.h"
#include "core/embedding/content_hash.h"
#include "native/workers/embed/stale_rows.h"

namespace fairlead::workers {
namespace {

using embedding::PlannedRow;
using postgres::Connection;
using postgres::Parameter;

std::int64_t lockNumber(const embedding::Row& row) {
  const auto digest =
      crypto::sha256(fmt::format("fairlead-embed {} {} {}", row.table, row.tenantId, row.id));
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | digest[i];
  return static_cast<std::int64_t>(number);
}

// The rows whose locks this session got, by table.
using ByTable = std::map<const Source*, std::vector<const PlannedRow*>>;

Result<ByTable> lockRows(Connection& connection, const embedding::Batch& batch) {
  std::vector<std::int64_t> numbers;
  numbers.reserve(batch.rows.size());
  for (const PlannedRow& planned : batch.rows) numbers.push_back(lockNumber(planned.row));
  const auto rows = connection.query(
      "select pg_try_advisory_lock(number) from unnest($1::bigint[]) with ordinality "
      "as wanted (number, place) order by place",
      {Parameter::array(std::span<const std::int64_t>(numbers))});
  if (!rows) return std::unexpected(rows.error());
  ByTable locked;
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    if (!(*rows)[static_cast<int>(i)].get<bool>(0)) continue;
    locked[&sourceOf(batch.rows[i].row.table)].push_back(&batch.rows[i]);
  }
  return locked;
}

// Reads the texts of locked rows, after the locks were got: what another worker wrote before it
// gave a lock back is seen here, and such a row is stale no more.
Result<void> readTexts(Connection& connection, const Source& source,
                       const std::vector<const PlannedRow*>& planned, const ServingModel& serving,
                       std::vector<ClaimedRow>& claimed) {
  std::vector<std::string> tenants, ids;
  std::vector<std::int64_t> times, places;
  for (const PlannedRow* one : planned) {
    places.push_back(static_cast<std::int64_t>(places.size()));
    tenants.push_back(one->row.tenantId);
    ids.push_back(one->row.id);
    times.push_back(one->row.updatedAt);
  }
  const auto rows = connection.query(
      fmt::format("select wanted.place, {}, {} from {} r "
                  "join unnest($2::bigint[], $3::uuid[], $4::uuid[], $5::bigint[]) "
                  "as wanted (place, tenant_id, id, updated_at) "
                  "on r.tenant_id = wanted.tenant_id and r.id = wanted.id "
                  "and r.updated_at = from_micros(wanted.updated_at) "
                  "where {} order by wanted.place",
                  source.text, source.document, source.table, staleCondition(source)),
      {serving.label, Parameter::array(places), Parameter::array(tenants), Parameter::array(ids),
       Parameter::array(times)});
  if (!rows) return std::unexpected(rows.error());
  for (const auto row : *rows) {
    const auto place = static_cast<std::size_t>(row.get<std::int64_t>(0));
    claimed.push_back({*planned[place], &source,
                       embedding::normalizeText(row.get<std::string_view>(1)),
                       row.get<std::string>(2)});
  }
  return {};
}

}  // namespace

Result<Claim> claimBatch(Connection& connection, const embedding::Batch& batch,
                         const ServingModel& serving) {
  const auto locked = lockRows(connection, batch);
  if (!locked) return std::unexpected(locked.error());
  Claim claim;
  for (const auto& [source, planned] : *locked) {
    const auto done = readTexts(connection, *source, planned, serving, claim.rows);
    if (!done) return std::unexpected(done.error());
  }
  claim.passedOver = static_cast<std::int64_t>(batch.rows.size() - claim.rows.size());
  return claim;
}

Result<void> releaseClaims(Connection& connection) {
  return connection.execute("select pg_advisory_unlock_all()");
}

}  // namespace fairlead::workers
