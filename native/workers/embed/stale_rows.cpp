#include "native/workers/embed/stale_rows.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <tuple>

#include "core/embedding/content_hash.h"
#include "core/embedding/staleness.h"

namespace fairlead::workers {
namespace {

using embedding::Staleness;
using postgres::Connection;
using postgres::Parameter;

constexpr int kPage = 500;

// Rows of one table that a pass marks fresh without a call. They cost no money, but each is held in
// memory and written; what is beyond comes with the next pass.
constexpr std::int64_t kMostUnchanged = 10'000;

// The partial index pms_…_stale holds just the rows for which this is true.
constexpr std::string_view kTouched =
    "(r.embedding_updated_at is null or r.updated_at > r.embedding_updated_at)";

// The hash comes from the vector, not from the row's marker: a file that was put away has lost its
// vector and kept its markers, and must not count as unchanged when it is back.
std::string pageStatement(const Source& source) {
  return fmt::format(R"(
    select r.tenant_id, r.id, to_micros(r.updated_at), to_micros(r.embedding_updated_at),
           r.embedding_model, v.content_hash, {text}
    from {table} r
    left join embedding_vectors v
      on v.tenant_id = r.tenant_id and v.source_table = '{table}' and v.source_id = r.id
     and v.model_version_id = $6 and v.chunk = 0
    where {stale} and r.tenant_id = any($2::uuid[])
      and (r.updated_at, r.tenant_id, r.id) > (from_micros($3), $4::uuid, $5::uuid)
    order by r.updated_at, r.tenant_id, r.id
    limit {page})",
                     fmt::arg("text", source.text), fmt::arg("table", source.table),
                     fmt::arg("stale", staleCondition(source)), fmt::arg("page", kPage));
}

// Where the next page begins: after this row.
struct Cursor {
  std::int64_t updatedAt = 0;
  std::string tenantId = "00000000-0000-0000-0000-000000000000";
  std::string id = tenantId;
};

embedding::Markers markersOf(const postgres::Row& row, const ServingModel& serving,
                             std::string_view text) {
  embedding::Markers markers{.updatedAt = row.get<std::int64_t>(2),
                             .embeddingUpdatedAt = row.get<std::optional<std::int64_t>>(3),
                             .rowModel = {},
                             .rowContentHash = row.get<std::optional<std::string>>(5),
                             .contentHash = embedding::contentHash(text, serving.model.version)};
  // staleCondition lets through only rows without a model and rows of this one.
  if (!row.isNull(4)) markers.rowModel = serving.model.version;
  return markers;
}

void sortIn(StaleRows& rows, const postgres::Row& row, const Source& source,
            const ServingModel& serving, const SetAside& setAside) {
  const std::string text = embedding::normalizeText(row.get<std::string_view>(6));
  embedding::Row entry{.table = std::string(source.table),
                       .id = row.get<std::string>(1),
                       .tenantId = row.get<std::string>(0),
                       .updatedAt = row.get<std::int64_t>(2),
                       .textBytes = static_cast<std::int64_t>(text.size())};
  ++rows.read;
  if (setAside.contains({entry.table, entry.id, entry.updatedAt})) {
    ++rows.setAside;
  } else if (text.empty()) {
    rows.empty.push_back(std::move(entry));
  } else if (embedding::staleness(markersOf(row, serving, text), serving.model.version) ==
             Staleness::kUnchanged) {
    rows.unchanged.push_back(std::move(entry));
  } else {
    rows.changed.push_back(std::move(entry));
  }
}

Result<void> readTable(Connection& connection, const Source& source, const ServingModel& serving,
                       std::int64_t limit, const SetAside& setAside, StaleRows& rows) {
  const std::string statement = pageStatement(source);
  const std::int64_t changedBefore = std::ssize(rows.changed);
  const std::int64_t unchangedBefore = std::ssize(rows.unchanged);
  Cursor cursor;
  while (true) {
    const auto page =
        connection.query(statement, {serving.label, Parameter::array(serving.tenants),
                                     cursor.updatedAt, cursor.tenantId, cursor.id, serving.id});
    if (!page) return std::unexpected(page.error());
    for (const auto row : *page) sortIn(rows, row, source, serving, setAside);
    const bool full = std::ssize(rows.changed) - changedBefore > limit ||
                      std::ssize(rows.unchanged) - unchangedBefore >= kMostUnchanged;
    if (page->size() < kPage || full) return {};
    const auto last = (*page)[page->size() - 1];
    cursor = {last.get<std::int64_t>(2), last.get<std::string>(0), last.get<std::string>(1)};
  }
}

}  // namespace

std::string staleCondition(const Source& source) {
  return fmt::format("{} and {} and (r.embedding_model is null or r.embedding_model = $1)",
                     kTouched, source.condition);
}

Result<std::vector<StaleCount>> countStale(Connection& connection, const ServingModel& serving) {
  std::vector<StaleCount> counts;
  for (const Source& source : sources()) {
    const auto rows =
        connection.query(fmt::format("select r.tenant_id, count(*) filter (where {}), "
                                     "count(*) filter (where {} and r.embedding_model <> $1) "
                                     "from {} r where r.tenant_id = any($2::uuid[]) "
                                     "group by r.tenant_id order by r.tenant_id",
                                     staleCondition(source), source.condition, source.table),
                         {serving.label, Parameter::array(serving.tenants)});
    if (!rows) return std::unexpected(rows.error());
    for (const auto row : *rows) {
      StaleCount count{row.get<std::string>(0), std::string(source.table), row.get<std::int64_t>(1),
                       row.get<std::int64_t>(2)};
      if (count.stale + count.modelChanged > 0) counts.push_back(std::move(count));
    }
  }
  return counts;
}

Result<StaleRows> readStale(Connection& connection, const ServingModel& serving, std::int64_t limit,
                            const SetAside& setAside) {
  StaleRows rows;
  for (const Source& source : sources()) {
    const auto done = readTable(connection, source, serving, limit, setAside, rows);
    if (!done) return std::unexpected(done.error());
  }
  std::ranges::sort(rows.changed, {}, [](const embedding::Row& row) {
    return std::tie(row.updatedAt, row.table, row.tenantId, row.id);
  });
  return rows;
}

}  // namespace fairlead::workers
