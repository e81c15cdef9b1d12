#include "native/database/verifier.h"

#include <fmt/format.h>

#include "native/database/audit_check.h"

namespace fairlead::database {
namespace {

using postgres::Connection;

// Each statement gives one row for each thing it looks at: its name, and whether it holds.
struct Statement {
  const char* name;
  const char* what;
  const char* sql;
};

constexpr Statement kStatements[] = {
    {"row_security_forced", "tables", R"(
      select relname, relrowsecurity and relforcerowsecurity
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and relname <> 'schema_version')"},
    {"views_run_as_invoker", "views", R"(
      select relname, coalesce(reloptions @> '{security_invoker=true}', false)
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v')"},
    {"definer_functions_confined", "functions", R"(
      select p.oid::regprocedure::text,
             pg_get_userbyid(p.proowner) = 'fairlead_definer'
               and coalesce(p.proconfig @> '{"search_path=\"\""}', false)
               and not exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))
                               where grantee = 0)
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef)"},
    {"roles_hold_no_powers", "roles", R"(
      select rolname, not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
      from pg_roles
      where rolname in ('fairlead_owner', 'fairlead_admin', 'fairlead_edge', 'fairlead_worker',
                        'fairlead_definer', 'authenticated', 'anon', session_user))"},
    {"services_cannot_become_owner", "grants", R"(
      select service || ' to ' || above, not pg_has_role(service, above, 'member')
      from unnest('{fairlead_edge,fairlead_worker,authenticated,anon}'::name[]) as service,
           unnest('{fairlead_owner,fairlead_admin,fairlead_definer}'::name[]) as above)"},
    {"edge_inherits_nothing", "roles", R"(
      select rolname, not rolinherit from pg_roles where rolname = 'fairlead_edge')"},
    {"stock_equals_ledger", "parts", R"(
      select s.part_id, s.stock = coalesce(l.total, 0)
      from pms_part_stock s
      left join (select tenant_id, part_id, sum(quantity) as total
                 from pms_inventory_transactions group by tenant_id, part_id) as l
        using (tenant_id, part_id))"},
    {"stock_never_below_zero", "ledger entries", R"(
      select id, sum(quantity) over (partition by tenant_id, part_id order by entry_no) >= 0
      from pms_inventory_transactions)"},
    {"low_stock_has_a_minimum", "low parts", R"(
      select part_id, min_level > 0 and stock < min_level from v_low_stock)"},
    {"markers_have_vectors", "marked rows", R"(
      select r.source_table || ' ' || r.id, exists (
               select from embedding_vectors v join embedding_models m using (model_version_id)
               where v.tenant_id = r.tenant_id and v.source_table = r.source_table
                 and v.source_id = r.id and m.label = r.embedding_model
                 and v.content_hash = r.embedding_content_hash)
      from (select tenant_id, id, embedding_model, embedding_content_hash, 'pms_equipment' as source_table from pms_equipment
            union all select tenant_id, id, embedding_model, embedding_content_hash, 'pms_faults' from pms_faults
            union all select tenant_id, id, embedding_model, embedding_content_hash, 'pms_parts' from pms_parts
            union all select tenant_id, id, embedding_model, embedding_content_hash, 'pms_work_orders' from pms_work_orders
            union all select tenant_id, id, embedding_model, embedding_content_hash, 'pms_notes' from pms_notes
            union all select tenant_id, id, embedding_model, embedding_content_hash, 'pms_attachments'
                      from pms_attachments where deleted_at is null
            union all select tenant_id, id, embedding_model, embedding_content_hash, 'source_chunks' from source_chunks
           ) as r
      where r.embedding_content_hash is not null)"},
};

Result<Check> run(Connection& connection, const Statement& statement) {
  const auto rows =
      connection.query(fmt::format("select count(*), count(*) filter (where holds is not true), "
                                   "coalesce(min(name::text) filter (where holds is not true), '') "
                                   "from ({}) as look (name, holds)",
                                   statement.sql));
  if (!rows) return std::unexpected(rows.error());
  const auto row = (*rows)[0];
  return Check{statement.name, statement.what, row.get<std::int64_t>(0), row.get<std::int64_t>(1),
               row.get<std::string>(2)};
}

// Statistics, unlike rows, are not subject to policies.
Result<void> refuseBlindness(Connection& connection) {
  const auto rows = connection.query(
      "select exists (select from tenants) or not exists "
      "(select from pg_class where oid = 'public.tenants'::regclass and pg_relation_size(oid) > "
      "0)");
  if (!rows) return std::unexpected(rows.error());
  if ((*rows)[0].get<bool>(0)) return {};
  return fail(
      "verify_blind",
      "This role sees no tenant, though the table is not empty. Connect as fairlead_owner.");
}

}  // namespace

Result<std::vector<Check>> verify(Connection& connection) {
  if (auto sees = refuseBlindness(connection); !sees) return std::unexpected(sees.error());
  std::vector<Check> checks;
  for (const Statement& statement : kStatements) {
    auto check = run(connection, statement);
    if (!check) return std::unexpected(check.error());
    checks.push_back(std::move(*check));
  }
  auto audit = checkAuditLines(connection);
  if (!audit) return std::unexpected(audit.error());
  checks.push_back(std::move(*audit));
  return checks;
}

}  // namespace fairlead::database
