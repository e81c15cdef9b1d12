#include "tests/native/support/vessel.h"

#include <fmt/format.h>

#include "native/postgres/transaction.h"

namespace fairlead::testing {
namespace {

constexpr const char* kModel = R"(
  insert into embedding_models
    (embedding_model_id, embedding_dimensions, embedding_version, max_input_tokens,
     price_per_million_tokens)
  values ('energetic-embeddings-en', 512, $1, 2048, 10)
  on conflict (label) do update set price_per_million_tokens = 10
  returning model_version_id)";

}  // namespace

Vessel::Vessel(TestDatabase& database)
    : owner_(connectTo(database.ownerUrl())),
      edge_(connectTo(database.edgeUrl())),
      worker_(connectTo(database.workerUrl())) {
  tenant_ = insert("insert into tenants (name) values ('MY Test') returning tenant_id", {});
  member_ = insert(
      "insert into memberships (tenant_id, user_id, display_name, role) "
      "values ($1, gen_random_uuid(), 'Robin', 'captain') returning user_id",
      {tenant_});
  const std::string model = textOf(worker_, kModel, {"0.2.0"});
  insert("insert into embedding_serving (tenant_id, model_version_id) values ($1, $2) returning 1",
         {tenant_, model});
}

std::string Vessel::insert(const std::string& sql,
                           std::initializer_list<postgres::Parameter> parameters) {
  mustQuery(owner_, "set role fairlead_admin");
  return textOf(owner_, sql, parameters);
}

std::string Vessel::addPart(const std::string& name, const std::string& description) {
  return insert(
      "insert into pms_parts (tenant_id, part_number, name, description) "
      "values ($1, left(gen_random_uuid()::text, 8), $2, $3) returning id",
      {tenant_, name, description});
}

void Vessel::addParts(int count) {
  insert(
      "with added as (insert into pms_parts (tenant_id, part_number, name) "
      "select $1, 'P' || n, 'Part ' || n from generate_series(1, $2::integer) n returning 1) "
      "select count(*) from added",
      {tenant_, count});
}

std::string Vessel::addEquipment(const std::string& name) {
  return insert("insert into pms_equipment (tenant_id, name) values ($1, $2) returning id",
                {tenant_, name});
}

std::string Vessel::addWorkOrder(const std::string& title) {
  return insert(
      "insert into pms_work_orders (tenant_id, title, created_by) values ($1, $2, $3) returning id",
      {tenant_, title, member_});
}

std::string Vessel::addNote(const std::string& workOrder, const std::string& body) {
  return insert(
      "insert into pms_notes (tenant_id, work_order_id, body, author_id) "
      "values ($1, $2, $3, $4) returning id",
      {tenant_, workOrder, body, member_});
}

std::string Vessel::addAttachment(const std::string& workOrder, const std::string& fileName) {
  return insert(
      "insert into pms_attachments (tenant_id, work_order_id, file_name, content_type, byte_size, "
      "storage_path, uploaded_by) "
      "values ($1::uuid, $2, $3, 'image/jpeg', 10, $1::uuid::text || '/' || $3, $4) returning id",
      {tenant_, workOrder, fileName, member_});
}

void Vessel::asMember(const std::string& sql,
                      std::initializer_list<postgres::Parameter> parameters) {
  auto transaction = postgres::Transaction::begin(edge_).value();
  mustQuery(edge_, "set local role authenticated");
  mustQuery(
      edge_, "select set_config('request.jwt.claims', $1, true)",
      {fmt::format(R"({{"sub":"{}","app_metadata":{{"tenant_id":"{}"}}}})", member_, tenant_)});
  const auto rows = mustQuery(edge_, sql, parameters);
  if (rows.affected() != 1) std::abort();  // the test itself is wrong
  transaction.commit().value();
}

void Vessel::cutOver() {
  const std::string model = textOf(worker_, kModel, {"0.3.0"});
  mustQuery(worker_, "update embedding_serving set model_version_id = $2 where tenant_id = $1",
            {tenant_, model});
}

bool Vessel::isFresh(const std::string& table, const std::string& id) {
  return textOf(worker_,
                fmt::format("select count(*) from {} r join embedding_vectors v "
                            "on v.tenant_id = r.tenant_id and v.source_id = r.id "
                            "and v.source_table = '{}' and v.chunk = 0 "
                            "join embedding_models m using (model_version_id) "
                            "where r.id = $1 and r.embedding_updated_at = r.updated_at "
                            "and v.source_updated_at = r.updated_at "
                            "and v.content_hash = r.embedding_content_hash "
                            "and m.label = r.embedding_model",
                            table, table),
                {id}) == "1";
}

std::int64_t Vessel::vectors() {
  return mustQuery(worker_, "select count(*) from embedding_vectors where tenant_id = $1",
                   {tenant_})[0]
      .get<std::int64_t>(0);
}

}  // namespace fairlead::testing
