// The database that all suites share, and how they enter it: as the edge does, as a worker, as the
// provisioning role. What a test does is rolled back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import postgres from 'postgres';

import { makeScratchDatabase } from '../../../tools/lib/scratch_database.mjs';
import { root } from '../../../tools/lib/settings.mjs';

const people = JSON.parse(readFileSync(path.join(root, 'tools/demo/people.json'), 'utf8')).people;
const person = (tenant, role) => people.find((one) => one.tenant_name === tenant && one.role === role && !one.revoked);

export const halcyon = {
  tenant: person('Halcyon', 'captain').tenant_id,
  captain: person('Halcyon', 'captain'),
  engineer: person('Halcyon', 'chief_engineer'),
  crew: person('Halcyon', 'crew'),
  revoked: people.find((one) => one.revoked),
};
export const stormpetrel = {
  tenant: person('Stormpetrel', 'captain').tenant_id,
  captain: person('Stormpetrel', 'captain'),
  engineer: person('Stormpetrel', 'chief_engineer'),
};

/** Claims as the edge sets them after it has verified a token. */
const claimsOf = ({ user_id, tenant_id }) => JSON.stringify({ sub: user_id, app_metadata: { tenant_id } });

/** Thrown to undo a transaction whose work went well. */
class Undo extends Error {}

async function undone(sql, enter, work) {
  let result;
  try {
    await sql.begin(async (transaction) => {
      await enter(transaction);
      result = await work(transaction);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return result;
}

/** Fails unless the connection's own role is none that row level security could not hold. */
async function assertHarmless(sql, name) {
  const [role] = await sql`
    select current_user as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful,
           (select count(*)::int from pg_class c where c.relnamespace = 'public'::regnamespace
              and pg_has_role(current_user, c.relowner, 'member')) as owned
    from pg_roles where rolname = current_user`;
  assert.deepEqual({ ...role }, { name, powerful: false, owned: 0 });
}

/** Opens a database of this run's own. */
export async function openDatabase() {
  const scratch = await makeScratchDatabase();
  const connect = (role, max = 1) =>
    postgres(scratch.url(role), { max, onnotice: () => undefined, types: { bigint: postgres.BigInt } });
  const edge = connect('edge', 2);
  const worker = connect('worker', 2);
  const owner = connect('owner');
  await assertHarmless(edge, 'fairlead_edge');
  await assertHarmless(worker, 'fairlead_worker');
  const enterAs = (role, claims) => (sql) =>
    sql`select set_config('role', ${role}, true), set_config('request.jwt.claims', ${claims}, true)`;
  return {
    /** For what only the owner can do or see: the catalogue, and policies. */
    owner,
    /** fairlead_edge's and fairlead_worker's own connections, without a transaction. */
    edge,
    worker,
    /** As a member, undone afterwards. */
    asMember: (who, work) => undone(edge, enterAs('authenticated', claimsOf(who)), work),
    /** As `authenticated` with these claims (a text; '' for none), undone afterwards. */
    asClaims: (claims, work) => undone(edge, enterAs('authenticated', claims), work),
    asAnon: (work) => undone(edge, enterAs('anon', ''), work),
    asEdge: (work) => undone(edge, () => undefined, work),
    asWorker: (work) => undone(worker, () => undefined, work),
    asAdmin: (work) => undone(owner, (sql) => sql`set local role fairlead_admin`, work),
    /** As a member, kept. */
    asMemberForGood: (who, work) =>
      edge.begin(async (sql) => {
        await enterAs('authenticated', claimsOf(who))(sql);
        return work(sql);
      }),
    /** A further connection of the edge's, for tests of two at once; the caller ends it. */
    anotherEdge: () => connect('edge'),
    enter: (sql, who) => enterAs('authenticated', claimsOf(who))(sql),
    /** Runs the demo data's scripts once more. */
    seedAgain: scratch.seed,
    async close() {
      await Promise.all([edge, worker, owner].map((sql) => sql.end({ timeout: 1 })));
      await scratch.drop();
    },
  };
}

/** Asserts that `work` is refused with this SQLSTATE (and constraint, where given) and undoes only it. */
export async function refused(sql, code, work, constraint) {
  const error = await sql.savepoint(work).then(
    () => assert.fail(`was not refused with ${code}`),
    (reason) => reason,
  );
  assert.equal(error.code, code, error.message);
  if (constraint) assert.equal(error.constraint_name, constraint);
}

/** The server process of a connection, which this opens if need be. */
export const processOf = async (sql) => (await sql`select pg_backend_pid() as pid`)[0].pid;

/** Resolves once the process waits for a lock; fails where it does not within 10 s. */
export async function waitsForLock(db, pid) {
  for (let i = 0; i < 500; i++) {
    if ((await db.owner`select from pg_locks where pid = ${pid} and not granted`).length > 0) return;
    await sleep(20);
  }
  assert.fail('did not wait for a lock');
}
