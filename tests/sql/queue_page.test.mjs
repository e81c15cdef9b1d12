// docs/queue.md holds what it says: its SQL and its commands run as they stand, as the roles that they
// name, on a queue with something in every state; and what it names is there.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import postgres from 'postgres';

import { programs } from '../../tools/lib/postgres.mjs';
import { makeScratchDatabase } from '../../tools/lib/scratch_database.mjs';
import { childEnvironment, root } from '../../tools/lib/settings.mjs';
import { scenarios } from '../chaos/scenarios.mjs';
import { halcyon } from './support/database.mjs';
import { blocksOf, page, statements, words } from './support/page.mjs';

const program = process.env.FAIRLEAD_PROGRAM ?? path.join(root, 'build/release/native/fairlead');
const loginOf = {
  fairlead_edge: 'edge',
  fairlead_worker: 'worker',
  fairlead_owner: 'owner',
  postgres: 'superuser',
};

let scratch, folder, sql, values;

/** One job in each state, one that should have been rescued, one put off, and a summary. */
async function fill() {
  const [mail] = await sql`select account_id, gmail_message_id from emails where tenant_id = ${halcyon.tenant} limit 1`;
  const enqueue = (key, when = 'now') =>
    sql`select from ai_enqueue('deep_scrub', ${key}, p_run_after => ${when}::text::timestamptz, p_tenant_id => ${halcyon.tenant})`;
  await enqueue('silent', 'yesterday');
  await sql`select from ai_claim_jobs('deep_scrub', 1, 'host-1')`;
  await sql`update ai_jobs set heartbeat_at = now() - interval '5 minutes' where dedupe_key = 'silent'`;
  await enqueue('waits');
  await enqueue('put off', 'tomorrow');
  await sql`update ai_jobs set attempts = 2, last_error_code = 'TIMEOUT', last_error_at = now() where dedupe_key = 'put off'`;
  for (const key of ['dead', 'dead too']) await enqueue(key);
  await sql`
    update ai_jobs set status = 'dead', attempts = 5, last_error_code = 'MISTRAL_FAILED', last_error_at = now(), finished_at = now()
    where dedupe_key like 'dead%'`;
  await sql`insert into provider_state (provider, breaker, retry_at) values ('mistral', 'open', now() + interval '1 minute')`;
  await sql`select ai_lead('housekeeping', 'host-1', '10 s')`;
  await sql`
    insert into email_ai_summaries (tenant_id, account_id, gmail_message_id, prompt_version, summary_json, model, tokens)
    values (${halcyon.tenant}, ${mail.account_id}, ${mail.gmail_message_id}, '1', '{"overview": "x", "urgency": "low"}', 'm', 1)`;
  const [dead] = await sql`select id from ai_jobs where status = 'dead' limit 1`;
  await sql`
    insert into ai_spending (tenant_id, job_id, lease, job_type, provider, model, asks, prompt_tokens, completion_tokens, cost_usd, code)
    values (${halcyon.tenant}, ${dead.id}, 1, 'deep_scrub', 'mistral', 'm', 1, 9, 1, 0, 'SCHEMA_INVALID')`;
  return { account: mail.account_id, job: String(dead.id) };
}

before(async () => {
  scratch = await makeScratchDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-page-'));
  const connection = { application_name: 'fairlead work queue', idle_in_transaction_session_timeout: 0 };
  sql = postgres(scratch.url('worker'), { max: 1, onnotice: () => undefined, connection });
  values = {
    ...(await fill()),
    tenant: halcyon.tenant,
    key: 'conversation:hash',
    message_id: halcyon.tenant,
    claims: JSON.stringify({ sub: halcyon.captain.user_id, app_metadata: { tenant_id: halcyon.tenant } }),
  };
  // A worker that has held a transaction open ever since.
  await sql`begin`;
  const jobs = [1, 2, 3].map((n) => `${halcyon.tenant}\tdeep_scrub\tcopied ${n}\t{"n": ${n}}\n`);
  writeFileSync(path.join(folder, 'jobs.tsv'), jobs.join(''));
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await sql.end({ timeout: 1 });
  await scratch.drop();
});

/** What psql prints of a block, where `message` names a mail. */
function psql({ text, role }, message) {
  const set = Object.entries({ ...values, message }).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
  const url = new URL(scratch.url(loginOf[role]));
  url.pathname = new URL(scratch.url('worker')).pathname;
  const done = spawnSync(path.join(programs(), 'psql'), ['-X', '-v', 'ON_ERROR_STOP=1', ...set, url.href], {
    input: `select 'as ' || session_user;\n${text}`,
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PGOPTIONS: '' },
  });
  assert.equal(done.status, 0, `${text}\n${done.stderr}`);
  assert.match(done.stdout, new RegExp(`as ${role}\n`));
  return done.stdout.slice(done.stdout.indexOf(')') + 1);
}

describe('docs/queue.md', () => {
  test('each block of SQL runs as the role that it names, and finds what it looks for', () => {
    assert.ok(statements.length > 20);
    for (const [i, statement] of statements.entries()) {
      assert.ok(statement.role in loginOf, `which role?\n${statement.text}`);
      const printed = psql(statement, `mail ${i}`);
      const counts = [...printed.matchAll(/^(?:\((\d+) rows?\)|INSERT 0 (\d+)|UPDATE (\d+))$/gm)].map((found) =>
        Number(found[1] ?? found[2] ?? found[3]),
      );
      assert.ok(counts.length > 0 && !counts.includes(0), `found nothing:\n${statement.text}\n${printed}`);
    }
  });

  test('what is asked for once more is there already', () => {
    const plain = statements.find(({ text }) => text.includes("'queued', now())"));
    const many = statements.find(({ text }) => text.includes('jobs.tsv'));
    assert.match(psql(plain, 'asked for twice'), /INSERT 0 1/);
    assert.match(psql(plain, 'asked for twice'), /INSERT 0 0/);
    assert.match(psql(many), /COPY 3\nINSERT 0 0/);
  });

  test('its commands run', () => {
    const env = childEnvironment({ FAIRLEAD_WORKER_URL: scratch.url('worker'), ...values, message: 'by hand' });
    env.PATH = `${path.dirname(program)}${path.delimiter}${env.PATH}`;
    const commands = blocksOf('sh').flatMap((block) => block.trim().split('\n'));
    assert.ok(commands.length >= 5);
    for (const command of commands) {
      const done = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' });
      // 1: no job fits the filter.
      assert.ok([0, 1].includes(done.status), `${command}\n${done.stderr}`);
      assert.equal(done.stderr, '', command);
    }
  });

  test('its drawing is the one that the core makes', () => {
    const drawn = execFileSync(program, ['states', 'job'], { encoding: 'utf8' });
    assert.ok(drawn.includes(blocksOf('mermaid')[0].trim()), drawn);
  });
});

/** Whether the sources below these folders have the text, as a word or, where `quoted`, a whole literal. */
function stands(word, folders, { quoted = false } = {}) {
  const pattern = quoted ? `"${word}"` : word;
  const options = ['grep', '-q', '-F', ...(quoted ? [] : ['-w']), pattern, '--', ...folders];
  return spawnSync('git', options, { cwd: root }).status === 0;
}

/** PostgreSQL's, PgBouncer's and the peers' own names. */
const kOthers = new Set([
  ...['synchronous_commit', 'synchronous_standby_names', 'max_connections', 'shared_buffers'],
  ...['pg_prepared_xacts', 'pg_replication_slots', 'job_key'],
]);

const kinds = [
  ['metric', /^(fairlead_(?:jobs|queue|provider)_\w+)/, (name) => stands(name, ['native/workers'], { quoted: true })],
  [
    'setting or code',
    /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|TIMEOUT)$/,
    (name) => stands(name, ['native', 'core'], { quoted: true }),
  ],
  ['name', /^([a-z]+(?:_[a-z0-9]+)+)$/, (name) => stands(name, ['native', 'core', 'docs/cli.md'])],
  ['column', /^(?:tenants)\.(\w+)$/, (name) => stands(name, ['native/sql'])],
  [
    'script',
    /^npm run (\w+)/,
    (name) => name in JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts,
  ],
];

describe('what docs/queue.md names', () => {
  for (const [kind, form, exists] of kinds) {
    test(`each ${kind} is there`, () => {
      const named = new Set(words.map((word) => form.exec(word)?.[1]).filter(Boolean));
      assert.ok(named.size > 0);
      assert.deepEqual(
        [...named].filter((name) => !exists(name) && !kOthers.has(name)),
        [],
      );
    });
  }

  test('each test is there', () => {
    const named = new Set([...page.matchAll(/`(\w+Test)\.(\w+)`/g)].map(([, suite, name]) => `${suite}, ${name}`));
    assert.ok(named.size > 25);
    const sources = execFileSync('git', ['grep', '-h', '-E', '^TEST(_F)?\\(', '--', 'tests/native'], { cwd: root });
    const there = new Set([...String(sources).matchAll(/\((\w+, \w+)\)/g)].map(([, name]) => name));
    assert.deepEqual(
      [...named].filter((name) => !there.has(name)),
      [],
    );
  });

  test('each scenario of chaos is there', () => {
    const named = words.flatMap((word) => /^npm run chaos -- queue ([\w ]+)/.exec(word)?.[1].trim().split(' ') ?? []);
    assert.ok(named.length > 3);
    const there = scenarios.map(({ name }) => name);
    assert.deepEqual(
      named.filter((name) => !there.includes(name)),
      [],
    );
  });

  test('each file is there', () => {
    const named = words.filter((word) => /^(?:tests|core|native|docs)\/[\w./-]+\.\w+$/.test(word));
    assert.ok(named.length > 3);
    for (const file of named) assert.ok(readFileSync(path.join(root, file)), file);
  });
});
