// What must hold for every table, view and function, read from the catalogue.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { db } from '../support/shared.mjs';

const kMarkers = ['embedding_model', 'embedding_content_hash', 'embedding_updated_at'];
const kEmbedded = [
  'pms_attachments',
  'pms_equipment',
  'pms_faults',
  'pms_notes',
  'pms_parts',
  'pms_work_orders',
  'source_chunks',
];

/** The statement's first column, as a list. */
const list = async (statement) => (await db.owner.unsafe(statement)).map((row) => Object.values(row)[0]);

const kOurTables = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.reloptions, c.relkind from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname <> 'schema_version'`;
const kOurFunctions = `select p.* from pg_proc p where p.pronamespace = 'public'::regnamespace
  and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`;

describe('catalogue', () => {
  test('row level security is on and forced for every table', async () => {
    assert.deepEqual(
      await list(
        `select relname from (${kOurTables}) t where relkind <> 'v' and not (relrowsecurity and relforcerowsecurity)`,
      ),
      [],
    );
    assert.ok((await list(`select relname from (${kOurTables}) t where relkind <> 'v'`)).length > 30);
  });

  test('tables with a tenant lead their primary key with it', async () => {
    const others = await list(`
      select t.relname from (${kOurTables}) t
      join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
      left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
      where t.relkind <> 'v' and k.conkey[1] is distinct from a.attnum`);
    assert.deepEqual(others, []);
  });

  test('only these tables have no tenant', async () => {
    assert.deepEqual(
      await list(`select relname from (${kOurTables}) t where relkind <> 'v' and not exists
        (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id') order by 1`),
      ['ai_leaders', 'ai_turns', 'embedding_migrations', 'embedding_models', 'provider_state'],
    );
  });

  test('views read with the rights of who asks', async () => {
    assert.deepEqual(
      await list(
        `select relname from (${kOurTables}) t where relkind = 'v' and not coalesce(reloptions, '{}') @> '{security_invoker=true}'`,
      ),
      [],
    );
  });

  test('every time has its zone', async () => {
    assert.deepEqual(
      await list(`select format('%s.%s', table_name, column_name) from information_schema.columns
                  where table_schema = 'public' and data_type = 'timestamp without time zone'`),
      [],
    );
  });

  test('nothing is granted to PUBLIC', async () => {
    assert.deepEqual(
      await list(`select relname from (${kOurTables}) t, aclexplode(t.relacl) where grantee = 0`),
      [],
      'tables',
    );
    assert.deepEqual(
      await list(`select proname from (${kOurFunctions}) f where proacl is null
                  or exists (select from aclexplode(proacl) where grantee = 0)`),
      [],
      'functions',
    );
    assert.deepEqual(
      await list(`select 'schema' from pg_namespace, aclexplode(nspacl) where nspname = 'public' and grantee = 0
                  union all
                  select 'database' from pg_database, aclexplode(datacl) where datname = current_database() and grantee = 0`),
      [],
    );
  });

  test("anon is granted nothing but the schema's number", async () => {
    assert.deepEqual(
      await list(`select relname from pg_class where relnamespace = 'public'::regnamespace
                  and relkind in ('r', 'p', 'v') and has_any_column_privilege('anon', oid, 'select, insert, update')`),
      ['schema_version'],
    );
    assert.deepEqual(
      await list(`select proname from (${kOurFunctions}) f where has_function_privilege('anon', f.oid, 'execute')`),
      [],
    );
  });

  test('these functions run as fairlead_definer, and no other is SECURITY DEFINER', async () => {
    assert.deepEqual(await list(`select proname from (${kOurFunctions}) f where prosecdef order by 1`), [
      'ai_ask_again',
      'ai_keep_line',
      'ai_line_up',
      'bury_embedding',
      'current_principal',
      'enter_in_audit',
      'next_audit_entry',
      'principal_tenant',
      'touch_work_orders',
      'unearth_embedding',
    ]);
    assert.deepEqual(
      await list(`select proname from (${kOurFunctions}) f
                  where prosecdef and (proowner <> 'fairlead_definer'::regrole or 'search_path=""' <> all (proconfig))`),
      [],
    );
  });

  test('fairlead_definer can make nothing', async () => {
    assert.deepEqual(await list(`select has_schema_privilege('fairlead_definer', 'public', 'create')`), [false]);
  });

  test('tables, views and functions say what they are for', async () => {
    assert.deepEqual(
      await list(`select proname from (${kOurFunctions}) f where obj_description(f.oid, 'pg_proc') is null`),
      [],
      'functions',
    );
    assert.deepEqual(
      await list(
        `select relname from (${kOurTables}) t where relkind = 'v' and obj_description(t.oid, 'pg_class') is null`,
      ),
      [],
      'views',
    );
  });

  for (const table of kEmbedded) {
    test(`${table}: updated_at moves for every column but the key and the markers`, async () => {
      const [columns] = await db.owner`
        select array_agg(attname::text order by attname) as names from pg_attribute
        where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
          and attname <> all (${['tenant_id', 'id', 'updated_at', ...kMarkers]})`;
      const [trigger] = await db.owner`
        select pg_get_triggerdef(oid) as text from pg_trigger where tgrelid = ${table}::regclass and tgname = 'set_updated_at'`;
      const named = [...new Set([...trigger.text.matchAll(/\bold\.(\w+)/g)].map(([, name]) => name))].sort();
      assert.deepEqual(named, columns.names);
      assert.deepEqual(
        [...new Set([...trigger.text.matchAll(/\bnew\.(\w+)/g)].map(([, name]) => name))].sort(),
        columns.names,
      );
    });

    test(`${table}: one index holds the stale rows alone`, async () => {
      const [index] = await db.owner`select indexdef from pg_indexes where indexname = ${`${table}_stale`}`;
      const live = table === 'pms_attachments' ? '\\(deleted_at IS NULL\\) AND \\(?' : '';
      assert.match(
        index.indexdef,
        new RegExp(
          `\\(updated_at, tenant_id, id\\) WHERE \\(+${live}\\(embedding_updated_at IS NULL\\) OR \\(updated_at > embedding_updated_at\\)\\)+$`,
        ),
      );
    });
  }
});
