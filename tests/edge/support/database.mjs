// A database of this run's own, looked at the way the edge does.

import postgres from 'postgres';

import { makeScratchDatabase } from '../../../tools/lib/scratch_database.mjs';

/** A migrated and seeded database, gone after `drop()`. */
export async function createDatabase() {
  const database = await makeScratchDatabase();
  const sql = postgres(database.url('edge'), { max: 2, onnotice: () => undefined });
  return {
    edgeUrl: database.url('edge'),
    workerUrl: database.url('worker'),
    /** Whose the tables are, for tests that lock one. */
    ownerUrl: database.url('owner'),
    /** A connection as fairlead_edge. */
    sql,
    /** Runs `work` as a member. */
    as: (person, work) => asMember(sql, person, work),
    async drop() {
      await sql.end({ timeout: 1 });
      await database.drop();
    },
  };
}

/** A transaction as fairlead_edge with a member's claims. */
export function asMember(sql, { user_id, tenant_id }, work) {
  const claims = JSON.stringify({ sub: user_id, role: 'authenticated', app_metadata: { tenant_id } });
  return sql.begin(async (transaction) => {
    await transaction`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
    return work(transaction);
  });
}

/** Runs `work` as fairlead_worker on a database of createDatabase's. */
export async function asWorker({ workerUrl }, work) {
  const sql = postgres(workerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** What a connection may do; asserted before anything is tested through it. */
export async function powersOf(sql) {
  const [powers] = await sql`
    select current_user as name, rolsuper as superuser, rolbypassrls as bypasses_rls,
           (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'member')) as objects_owned
    from pg_roles where rolname = current_user`;
  return { ...powers };
}
