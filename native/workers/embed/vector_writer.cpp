#include "native/workers/embed/vector_writer.h"

#include <fmt/format.h>
#include <map>

#include "core/embedding/content_hash.h"
#include "native/postgres/transaction.h"

namespace fairlead::workers {
namespace {

using postgres::Connection;
using postgres::Parameter;
using postgres::Transaction;

// One statement, so that a vector is written exactly where the marker was: the markers are fenced
// by updated_at, and the insert takes only rows whose markers were set.
std::string writeStatement(const Source& source) {
  return fmt::format(R"(
    with given as (
      select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::uuid[])
        as g (tenant_id, id, updated_at, content_hash, embedding, doc_id)
    ), marked as (
      update {table} r
         set embedding_model = $7, embedding_content_hash = g.content_hash,
             embedding_updated_at = r.updated_at
        from given g
       where r.tenant_id = g.tenant_id and r.id = g.id and r.updated_at = from_micros(g.updated_at)
         and {condition}
      returning r.tenant_id, r.id, r.updated_at
    ), written as (
      insert into embedding_vectors as v
        (tenant_id, source_table, source_id, model_version_id, embedding, embedding_model_id,
         embedding_dimensions, embedding_version, content_hash, source_updated_at, doc_id)
      select g.tenant_id, '{table}', g.id, $8, g.embedding::vector, $9, $10, $11, g.content_hash,
             m.updated_at, g.doc_id
        from given g join marked m on m.tenant_id = g.tenant_id and m.id = g.id
      on conflict (tenant_id, source_table, source_id, model_version_id, chunk) do update
        set embedding = excluded.embedding, content_hash = excluded.content_hash,
            source_updated_at = excluded.source_updated_at, doc_id = excluded.doc_id
      returning v.tenant_id
    )
    select tenant_id, count(*) from written group by tenant_id)",
                     fmt::arg("table", source.table), fmt::arg("condition", source.condition));
}

std::string markStatement(const Source& source) {
  return fmt::format(R"(
    with marked as (
      update {table} r set embedding_updated_at = r.updated_at
        from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as g (tenant_id, id, updated_at)
       where r.tenant_id = g.tenant_id and r.id = g.id and r.updated_at = from_micros(g.updated_at)
         and r.embedding_model = $4 and {condition}
      returning r.tenant_id, r.id, r.updated_at
    ), moved as (
      update embedding_vectors v set source_updated_at = m.updated_at
        from marked m
       where v.tenant_id = m.tenant_id and v.source_table = '{table}' and v.source_id = m.id
         and v.model_version_id = $5
    )
    select tenant_id, count(*) from marked group by tenant_id)",
                     fmt::arg("table", source.table), fmt::arg("condition", source.condition));
}

// The rows' members as the arrays that unnest() takes apart again.
struct Columns {
  std::vector<std::string> tenants, ids, hashes, vectors, documents;
  std::vector<std::int64_t> times;

  void add(const embedding::Row& row) {
    tenants.push_back(row.tenantId);
    ids.push_back(row.id);
    times.push_back(row.updatedAt);
  }
};

template <typename Rows, typename TableOf, typename Add>
std::map<const Source*, Columns> columnsByTable(const Rows& rows, TableOf tableOf, Add add) {
  std::map<const Source*, Columns> tables;
  for (const auto& row : rows) add(tables[&sourceOf(tableOf(row))], row);
  return tables;
}

Result<postgres::Rows> writeTable(Connection& connection, const ServingModel& serving,
                                  const Source& source, const Columns& columns) {
  const auto& version = serving.model.version;
  return connection.query(
      writeStatement(source),
      {Parameter::array(columns.tenants), Parameter::array(columns.ids),
       Parameter::array(columns.times), Parameter::array(columns.hashes),
       Parameter::array(columns.vectors), Parameter::array(columns.documents), serving.label,
       serving.id, version.modelId, version.dimensions, version.version});
}

Result<postgres::Rows> markTable(Connection& connection, const ServingModel& serving,
                                 const Source& source, const Columns& columns) {
  return connection.query(markStatement(source),
                          {Parameter::array(columns.tenants), Parameter::array(columns.ids),
                           Parameter::array(columns.times), serving.label, serving.id});
}

// Runs `write` for each table in one transaction; adds up the tenants and counts that it gives.
template <typename Write>
Result<Written> inTransaction(Connection& connection,
                              const std::map<const Source*, Columns>& tables, Write write) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected(transaction.error());
  Written written;
  for (const auto& [source, columns] : tables) {
    const auto counts = write(*source, columns);
    if (!counts) return std::unexpected(counts.error());
    for (const auto row : *counts) {
      written[row.template get<std::string>(0)] += row.template get<std::int64_t>(1);
    }
  }
  if (auto done = transaction->commit(); !done) return std::unexpected(done.error());
  return written;
}

}  // namespace

Result<Written> writeVectors(Connection& connection, const ServingModel& serving,
                             std::span<const EmbeddedRow> rows) {
  const auto tables = columnsByTable(
      rows, [](const EmbeddedRow& one) { return one.row->planned.row.table; },
      [&](Columns& columns, const EmbeddedRow& one) {
        columns.add(one.row->planned.row);
        columns.hashes.push_back(embedding::contentHash(one.row->text, serving.model.version));
        columns.vectors.push_back(*Parameter::vector(one.vector).text());
        columns.documents.push_back(one.row->documentId);
      });
  return inTransaction(connection, tables, [&](const Source& source, const Columns& columns) {
    return writeTable(connection, serving, source, columns);
  });
}

Result<Written> markUnchanged(Connection& connection, const ServingModel& serving,
                              std::span<const embedding::Row> rows) {
  const auto tables = columnsByTable(
      rows, [](const embedding::Row& row) { return row.table; },
      [](Columns& columns, const embedding::Row& row) { columns.add(row); });
  return inTransaction(connection, tables, [&](const Source& source, const Columns& columns) {
    return markTable(connection, serving, source, columns);
  });
}

}  // namespace fairlead::workers
