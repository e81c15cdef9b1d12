// A database of this run's own, migrated and seeded, and gone afterwards.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';

import { makeDatabase, superuser } from '../../../tools/lib/postgres.mjs';
import { secrets } from '../../../tools/lib/secrets.mjs';

const program = process.env.FAIRLEAD_PROGRAM ?? 'build/release/native/fairlead';

export async function createDatabase() {
  const name = `fairlead_test_${randomBytes(6).toString('hex')}`;
  makeDatabase(name);
  const address = (variable) => {
    const url = new URL(secrets()[variable]);
    url.pathname = `/${name}`;
    return url.href;
  };
  const env = { ...process.env, FAIRLEAD_OWNER_URL: address('FAIRLEAD_OWNER_URL') };
  for (const work of ['migrate', 'seed'])
    execFileSync(program, ['db', work], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const edgeUrl = address('FAIRLEAD_EDGE_URL');
  const sql = postgres(edgeUrl, { max: 2, onnotice: () => undefined });
  return {
    edgeUrl,
    workerUrl: address('FAIRLEAD_WORKER_URL'),
    ownerUrl: env.FAIRLEAD_OWNER_URL,
    sql,
    /** Runs `work` as a member, the way the edge does. */
    as: (person, work) => asMember(sql, person, work),
    async drop() {
      await sql.end({ timeout: 1 });
      superuser(`drop database "${name}" with (force)`);
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

/** What a connection may do; asserted before anything is tested through it. */
export async function powersOf(sql) {
  const [powers] = await sql`
    select current_user as name, rolsuper as superuser, rolbypassrls as bypasses_rls,
           (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'member')) as objects_owned
    from pg_roles where rolname = current_user`;
  return { ...powers };
}
