// Who sees and writes what: one list of checks, run by isolation.test.mjs and, with each policy taken
// away in turn, by policy-mutation.mjs. Every denial stands beside the same thing allowed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { halcyon, refused, stormpetrel } from './support/database.mjs';

const kDenied = '42501';

/** The tables by who may read them. What a tenant owns is seen by its members alone. */
const kMembersOnly = [
  'audit_heads',
  'feature_flags',
  'idempotency_keys',
  'memberships',
  'pms_audit_log',
  'signature_nonces',
  'signing_keys',
];
const kMembersAndWorkers = [
  'ai_jobs',
  'conversations',
  'credentials',
  'email_ai_summaries',
  'emails',
  'embedding_runs',
  'embedding_serving',
  'embedding_vectors',
  'graph_edges',
  'graph_extractions',
  'graph_nodes',
  'messages',
  'pms_attachments',
  'pms_equipment',
  'pms_faults',
  'pms_inventory_transactions',
  'pms_notes',
  'pms_parts',
  'pms_work_order_parts',
  'pms_work_orders',
  'source_chunks',
  'source_logs',
  'sources',
  'tenants',
  'twins',
  'verified_answers',
];
const kWorkersOnly = [
  'ai_cron',
  'ai_ready',
  'ai_running',
  'ai_shares',
  'ai_spending',
  'embedding_migration_ranges',
  'embedding_tombstones',
  'job_checkpoints',
  'mail_folders',
];
/** These belong to no tenant. */
const kSharedWithMembers = ['embedding_migrations', 'embedding_models'];
const kSharedAmongWorkers = ['ai_leaders', 'ai_turns', 'provider_state'];

const members = [...kMembersOnly, ...kMembersAndWorkers];
const workers = [...kMembersAndWorkers, ...kWorkersOnly];
const shared = [...kSharedWithMembers, ...kSharedAmongWorkers];
export const tables = [...members, ...kWorkersOnly, ...shared].sort();

/** Adds rows to the tables that the demo data leaves empty. */
export async function addFixtures(db) {
  const text = readFileSync(new URL('support/fixtures.sql', import.meta.url), 'utf8');
  await db.owner.begin(async (sql) => {
    await sql`set local role fairlead_admin`;
    await sql.unsafe(text);
  });
  await db.worker`
    update embedding_serving s set previous_model_version_id = s.model_version_id, model_version_id = m.model_version_id
    from embedding_models m where m.label = 'fixture/3/1'`;
  for (const { captain } of [halcyon, stormpetrel])
    await db.asMemberForGood(captain, (sql) => addAuditEntry(sql, captain));
}

export async function addAuditEntry(sql, { role }, { signature = '{}', hash = 'd' } = {}) {
  const [next] = await sql`select * from next_audit_entry()`;
  await sql`
    insert into pms_audit_log (seq, actor_id, role, action, signature, request_id, at, previous_hash, entry_hash)
    values (${next.seq}, claimed_user(), ${role}, 'add_note', ${signature}::text::jsonb, 'test', from_micros(${next.at}),
            ${next.previous_hash}, repeat(${hash}, 64))`;
  return next;
}

async function counts(sql, table, tenant) {
  const [row] = await sql`
    select count(*) filter (where tenant_id = ${tenant})::int as own, count(*) filter (where tenant_id <> ${tenant})::int as others
    from ${sql(table)}`;
  return row;
}

const total = async (sql, table) => (await sql`select count(*)::int as n from ${sql(table)}`)[0].n;

/** Members see their own tenant's rows and nobody else's. */
async function membersSeeTheirOwn(db, table) {
  for (const { captain, tenant } of [halcyon, stormpetrel]) {
    const { own, others } = await db.asMember(captain, (sql) => counts(sql, table, tenant));
    assert.ok(own > 0, `${captain.tenant_name} sees none of its own rows`);
    assert.equal(others, 0, `${captain.tenant_name} sees rows of others`);
  }
}

/** No claims, a revoked member, and a member of another tenant see nothing. */
async function outsidersSeeNothing(db, table) {
  assert.equal(await db.asClaims('', (sql) => total(sql, table)), 0, 'without claims');
  assert.equal(await db.asMember(halcyon.revoked, (sql) => total(sql, table)), 0, 'a revoked member');
  const stranger = { user_id: stormpetrel.captain.user_id, tenant_id: halcyon.tenant };
  assert.equal(await db.asMember(stranger, (sql) => total(sql, table)), 0, 'a member of another tenant');
}

async function anonAndBareEdgeAreRefused(db, table) {
  await db.asAnon((sql) => refused(sql, kDenied, (inner) => total(inner, table)));
  await db.asEdge((sql) => refused(sql, kDenied, (inner) => total(inner, table)));
}

const membersAreRefused = (db, table) =>
  db.asMember(halcyon.captain, (sql) => refused(sql, kDenied, (inner) => total(inner, table)));
const workersAreRefused = (db, table) => db.asWorker((sql) => refused(sql, kDenied, (inner) => total(inner, table)));

async function bothTenantsAreSeen(sql, table) {
  const { own, others } = await counts(sql, table, halcyon.tenant);
  assert.ok(own > 0 && others > 0, `sees ${own} rows of one tenant and ${others} of the other`);
}

async function sharedRowsAreSeen(sql, table) {
  assert.ok((await total(sql, table)) > 0, 'sees no rows');
}

/** Columns of a table that a role may update. */
async function updatable(sql, role, table) {
  const rows = await sql`
    select attname from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and has_column_privilege(${role}, attrelid, attnum, 'update') order by attnum`;
  return rows.map(({ attname }) => attname);
}

const touch = (sql, table, column, tenant) =>
  sql`update ${sql(table)} set ${sql(column)} = ${sql(column)} where tenant_id = ${tenant}`;

/** A member's update reaches own rows and passes by those of others. */
async function updatesStayInside(db, table, column) {
  await db.asMember(halcyon.captain, async (sql) => {
    assert.ok((await touch(sql, table, column, halcyon.tenant)).count > 0, 'own rows are not updated');
    assert.equal((await touch(sql, table, column, stormpetrel.tenant)).count, 0, 'rows of others are updated');
  });
  await db.asMember(halcyon.revoked, async (sql) => {
    assert.equal((await touch(sql, table, column, halcyon.tenant)).count, 0, 'a revoked member updates');
  });
}

const id = (table) => `(select id from ${table} order by number limit 1)`;
const any = (table) => `(select id from ${table} order by id limit 1)`;

/** What members may add, as they would; nobody else may. */
const kInserts = {
  idempotency_keys: `insert into idempotency_keys (action, key, payload_hash) values ('add_note', 'k', repeat('0', 64))`,
  signature_nonces: `insert into signature_nonces (nonce, action) values ('nonce-nonce-nonce', 'adjust_stock')`,
  signing_keys: `insert into signing_keys (key_id, public_key) values ('tablet-1', repeat('x', 43))`,
  pms_equipment: `insert into pms_equipment (name) values ('Ice machine')`,
  pms_work_orders: `insert into pms_work_orders (title) values ('Rinse the decks')`,
  pms_faults: `insert into pms_faults (equipment_id, title, severity) values (EQUIPMENT, 'Hums', 'low')`,
  pms_parts: `insert into pms_parts (part_number, name) values ('X-1', 'Ice scoop')`,
  pms_work_order_parts: `insert into pms_work_order_parts (work_order_id, part_id) values (WORK_ORDER, PART)
    on conflict (tenant_id, work_order_id, part_id) do update set quantity = excluded.quantity`,
  pms_notes: `insert into pms_notes (work_order_id, body) values (WORK_ORDER, 'Done.')`,
  pms_attachments: `insert into pms_attachments (work_order_id, file_name, content_type, byte_size, storage_path)
                    values (WORK_ORDER, 'a.txt', 'text/plain', 1, claimed_tenant() || '/a.txt')`,
  pms_inventory_transactions: `insert into pms_inventory_transactions (part_id, kind, quantity) values (PART, 'receipt', 1)`,
  ai_jobs: `insert into ai_jobs (job_type, dedupe_key) values ('graph_extraction', 'x')`,
  twins: `insert into twins (name) values ('Galley assistant')`,
  sources: `insert into sources (twin_id, kind, title) values (TWIN, 'text', 'Recipes')`,
  source_logs: `insert into source_logs (source_id, level, event) values (SOURCE, 'info', 'seen')`,
  conversations: `insert into conversations (twin_id) values (TWIN)`,
  messages: `insert into messages (conversation_id, message_no, author, body) values (CONVERSATION, 99, 'member', 'Well?')`,
  verified_answers: `insert into verified_answers (twin_id, question, answer) values (TWIN, 'Q?', 'A.')`,
};
const kNames = {
  EQUIPMENT: any('pms_equipment'),
  WORK_ORDER: id('pms_work_orders'),
  PART: any('pms_parts'),
  TWIN: any('twins'),
  SOURCE: any('sources'),
  CONVERSATION: any('conversations'),
};

/** The insert with the ids of things that a member of the tenant sees. */
async function insertFor(db, table) {
  let text = kInserts[table];
  for (const [name, query] of Object.entries(kNames)) {
    if (!text.includes(name)) continue;
    const [row] = await db.asMember(halcyon.captain, (sql) => sql.unsafe(`select ${query} as id`));
    text = text.replace(name, `'${row.id}'`);
  }
  return text;
}

/** Members add rows to their own tenant; without a live membership the same statement is refused. */
async function insertsStayInside(db, table) {
  const text = await insertFor(db, table);
  await db.asMember(halcyon.captain, async (sql) => {
    const added = await sql.unsafe(`${text} returning tenant_id`);
    assert.deepEqual(
      added.map((row) => row.tenant_id),
      [halcyon.tenant],
    );
  });
  // The ledger's trigger comes before the policy: to a revoked member there is no such part.
  const code = table === 'pms_inventory_transactions' ? '23503' : kDenied;
  await db.asMember(halcyon.revoked, (sql) => refused(sql, code, (inner) => inner.unsafe(text)));
  await db.asAnon((sql) => refused(sql, kDenied, (inner) => inner.unsafe(text)));
}

/** The tenant is the claims': a member cannot name one. */
const tenantCannotBeNamed = (db, table) =>
  db.asMember(halcyon.captain, (sql) =>
    refused(sql, kDenied, (inner) => inner`insert into ${inner(table)} (tenant_id) values (${stormpetrel.tenant})`),
  );

async function keysAreOnesOwn(db) {
  const revoke = (sql, key) => sql`update signing_keys set revoked_at = clock_timestamp() where key_id = ${key}`;
  await db.asMember(halcyon.captain, async (sql) => {
    assert.equal((await revoke(sql, 'device-chief_engineer')).count, 0, "revokes another member's key");
    assert.equal((await revoke(sql, 'device-captain')).count, 1, 'cannot revoke their own key');
    assert.equal(
      (await sql`update signing_keys set revoked_at = null where key_id = 'device-captain'`).count,
      0,
      'revives a key',
    );
  });
}

const jobsAreAskedForQueued = (db) =>
  db.asMember(halcyon.captain, async (sql) => {
    const ask = (inner, status) => inner`
      insert into ai_jobs (job_type, dedupe_key, status) values ('graph_extraction', ${status}, ${status}) returning status`;
    assert.equal((await ask(sql, 'queued'))[0].status, 'queued');
    await refused(sql, kDenied, (inner) => ask(inner, 'cancelled'));
  });

/** A member has a finished job done again, with its steps forgotten; nobody else's. */
async function finishedJobsAreAskedForAgain(db) {
  const [{ id }] = await db.worker`select id from ai_jobs where tenant_id = ${halcyon.tenant} and status = 'dead'`;
  const again = async (sql) => (await sql`select ai_ask_again(${id}) as asked`)[0].asked;
  assert.equal(await db.asMember(stormpetrel.captain, again), false);
  assert.equal(await db.asMember(halcyon.revoked, again), false);
  const steps = db.worker`select * from job_checkpoints where job_id = ${id}`;
  const [kept] = await steps;
  const [{ at: before }] = await db.worker`select updated_at::text as at from ai_jobs where id = ${id}`;
  try {
    assert.equal(await db.asMemberForGood(halcyon.captain, again), true);
    const [job] = await db.worker`
      select status, attempts, finished_at, updated_at > ${before}::text::timestamptz as moved from ai_jobs where id = ${id}`;
    assert.deepEqual({ ...job }, { status: 'queued', attempts: 0, finished_at: null, moved: true });
    assert.equal((await db.worker`select from job_checkpoints where job_id = ${id}`).length, 0);
    assert.equal((await db.worker`select from ai_ready where id = ${id}`).length, 1);
  } finally {
    await db.worker`update ai_jobs set status = 'dead', attempts = 5, finished_at = now() where id = ${id}`;
    await db.worker`
      insert into job_checkpoints (tenant_id, job_id, step, lease, state)
      values (${kept.tenant_id}, ${id}, ${kept.step}, ${kept.lease}, '{}') on conflict do nothing`;
  }
}

async function principalIsTold(db) {
  const principal = async (who) => (await db.asMember(who, (sql) => sql`select * from current_principal()`))[0];
  const captain = await principal(halcyon.captain);
  assert.equal(captain.role, 'captain');
  assert.equal(captain.tenant_name, 'Halcyon');
  assert.equal(captain.revoked, false);
  assert.deepEqual(
    captain.signing_keys.map(({ key_id, revoked }) => [key_id, revoked]),
    [['device-captain', false]],
  );
  assert.equal((await principal(halcyon.revoked)).revoked, true);
  assert.equal(await principal({ user_id: stormpetrel.captain.user_id, tenant_id: halcyon.tenant }), undefined);
}

const notesTouchTheirWorkOrder = (db) =>
  db.asMember(halcyon.captain, async (sql) => {
    const [order] = await sql`select id, updated_at::text from pms_work_orders where number = 1`;
    await sql`insert into pms_notes (work_order_id, body) values (${order.id}, 'Seen.')`;
    const [after] =
      await sql`select updated_at > ${order.updated_at}::text::timestamptz as moved from pms_work_orders where id = ${order.id}`;
    assert.equal(after.moved, true);
  });

/** A job on a twin is of the twin's own tenant. */
async function graphJobsStayInside(db) {
  const [{ id }] = await db.asMember(
    halcyon.captain,
    (sql) => sql`select id from twins where name <> 'Deck assistant'`,
  );
  const ask = (sql) =>
    sql`insert into ai_jobs (job_type, twin_id) values ('graph_extraction', ${id}) returning tenant_id`;
  const [added] = await db.asMember(halcyon.captain, ask);
  assert.equal(added.tenant_id, halcyon.tenant);
  await db.asMember(stormpetrel.captain, (sql) => refused(sql, '23503', ask));
}

const auditLineGrows = (db) =>
  db.asMember(halcyon.captain, async (sql) => {
    const first = await addAuditEntry(sql, halcyon.captain, { hash: 'e' });
    const second = await sql`select * from next_audit_entry()`;
    assert.equal(second[0].seq, first.seq + 1n);
    assert.equal(second[0].previous_hash, 'e'.repeat(64));
  });

const filesTakeTheirVectorsAlong = (db) =>
  db.asMember(halcyon.captain, async (sql) => {
    const vectors = () =>
      sql`select source_id from embedding_vectors where source_table = 'pms_attachments' order by source_id`;
    const [first, ...others] = await vectors();
    assert.ok(others.length > 0);
    await sql`update pms_attachments set deleted_at = clock_timestamp() where id = ${first.source_id}`;
    assert.deepEqual([...(await vectors())], others);
  });

/** Checks of one thing each: name, the table whose policies it rests on, work. */
const kSingles = [
  ['a member revokes only their own signing key', 'signing_keys', keysAreOnesOwn],
  ['members ask for queued jobs only', 'ai_jobs', jobsAreAskedForQueued],
  ["a job on another tenant's twin is refused", 'ai_jobs', graphJobsStayInside],
  ['members have finished jobs done again', 'ai_jobs', finishedJobsAreAskedForAgain],
  ['members have finished jobs done again', 'ai_ready', finishedJobsAreAskedForAgain],
  ['current_principal tells who calls', 'memberships', principalIsTold],
  ['current_principal tells who calls', 'tenants', principalIsTold],
  ['current_principal tells who calls', 'signing_keys', principalIsTold],
  ['a note touches its work order', 'pms_work_orders', notesTouchTheirWorkOrder],
  ['the audit line grows', 'audit_heads', auditLineGrows],
  ['the audit line grows', 'pms_audit_log', auditLineGrows],
  ['a file put away takes its vectors along', 'embedding_vectors', filesTakeTheirVectorsAlong],
  ['a file put away takes its vectors along', 'embedding_tombstones', filesTakeTheirVectorsAlong],
];

function readingChecks(table) {
  const check = (name, run) => ({ name: `${table}: ${name}`, table, run });
  const isShared = shared.includes(table);
  const seen = isShared ? sharedRowsAreSeen : bothTenantsAreSeen;
  const checks = [
    check('anon and the bare edge are refused', (db) => anonAndBareEdgeAreRefused(db, table)),
    check('provisioning sees all tenants', (db) => db.asAdmin((sql) => seen(sql, table))),
  ];
  if (members.includes(table)) {
    checks.push(check('members see their own tenant', (db) => membersSeeTheirOwn(db, table)));
  } else if (kSharedWithMembers.includes(table)) {
    checks.push(check('members see it', (db) => db.asMember(halcyon.captain, (sql) => sharedRowsAreSeen(sql, table))));
  } else {
    checks.push(check('members are refused', (db) => membersAreRefused(db, table)));
  }
  if (!kWorkersOnly.includes(table) && !kSharedAmongWorkers.includes(table)) {
    checks.push(check('outsiders see nothing', (db) => outsidersSeeNothing(db, table)));
  }
  const forWorkers = workers.includes(table) || isShared;
  checks.push(
    forWorkers
      ? check('workers see all tenants', (db) => db.asWorker((sql) => seen(sql, table)))
      : check('workers are refused', (db) => workersAreRefused(db, table)),
  );
  return checks;
}

function writingChecks(table, columns) {
  const check = (name, run) => ({ name: `${table}: ${name}`, table, run });
  const checks = [];
  if (columns.length > 0 && table !== 'signing_keys') {
    checks.push(check('updates stay inside the tenant', (db) => updatesStayInside(db, table, columns[0])));
  }
  if (table in kInserts) {
    checks.push(check('inserts stay inside the tenant', (db) => insertsStayInside(db, table)));
    checks.push(check('the tenant cannot be named', (db) => tenantCannotBeNamed(db, table)));
  }
  return checks;
}

/** All checks: `{name, table, run(db)}`. A check throws where it fails. */
export async function isolationChecks(db) {
  const checks = kSingles.map(([name, table, run]) => ({ name: `${table}: ${name}`, table, run }));
  for (const table of tables) {
    const columns = await updatable(db.owner, 'authenticated', table);
    checks.push(...readingChecks(table), ...writingChecks(table, columns));
  }
  return checks;
}
