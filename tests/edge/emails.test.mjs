// Mails, their summaries, and the jobs behind them, over HTTP in workerd.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import postgres from 'postgres';

import { asWorker } from './support/database.mjs';
import { codeOf } from './support/deck.mjs';
import { person, startSystem } from './support/system.mjs';

const crew = person('Halcyon', 'crew');
const captain = person('Halcyon', 'captain');
const manager = person('Halcyon', 'manager');
const stranger = person('Stormpetrel', 'captain');
const kVersion = 'mail-summary-1';
const kNowhere = '00000000-0000-4000-8000-000000000000';

let system, asCrew, asManager, asStranger, mails;

before(async () => {
  system = await startSystem();
  [asCrew, asManager, asStranger] = [crew, manager, stranger].map(system.as);
  mails = (await asCrew('/v1/emails')).body.items;
});

after(() => system?.stop());

const ask = (mail, options = { method: 'POST' }) => asCrew(`/v1/emails/${mail.id}/summarize`, options);
const again = (mail) => ask(mail, { body: { again: true } });
const summaryOf = async (mail) => (await asCrew(`/v1/emails/${mail.id}/summary`)).body;

const keyOf = async (sql, mail) =>
  (await sql`select tenant_id, account_id, gmail_message_id from emails where id = ${mail.id}`)[0];

/** Ends the mail's job as a worker does. */
const end = (mail, status, code = null) =>
  asWorker(system.database, async (sql) => {
    const key = await keyOf(sql, mail);
    await sql`
      update ai_jobs set status = ${status}, finished_at = clock_timestamp(), lease = lease + 1, last_error_code = ${code},
             attempts = ${code ? 5 : 0}
      where account_id = ${key.account_id} and gmail_message_id = ${key.gmail_message_id}`;
  });

/** Keeps a summary by a prompt of this version, as a worker does. */
const keep = (mail, version) =>
  asWorker(system.database, async (sql) => {
    const overview = `It says little, says ${version}.`;
    const row = {
      ...(await keyOf(sql, mail)),
      prompt_version: version,
      summary_json: { overview, urgency: 'medium', action_items: [{ title: 'Answer', due: '2026-10-01' }] },
      model: 'm',
      tokens: 12,
      prompt_tokens: 10,
      completion_tokens: 2,
      cost_usd: 0.25,
    };
    await sql`insert into email_ai_summaries ${sql(row)}`;
  });

/** Runs `work` while nobody reads this table; it is given a wait until somebody tries. */
async function whileLocked(table, work) {
  const sql = postgres(system.database.ownerUrl, { max: 1 });
  const waiting = async (transaction) => {
    for (let tries = 0; tries < 500; tries++) {
      const waits = await transaction`select from pg_locks where relation = ${table}::regclass and not granted`;
      if (waits.length > 0) return;
      await setTimeout(20);
    }
    throw new Error(`Nobody waited for ${table}.`);
  };
  try {
    return await sql.begin(async (transaction) => {
      await transaction`lock table ${sql(table)}`;
      return work(() => waiting(transaction));
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

describe('mails', () => {
  test('come newest first, page by page, each once', async () => {
    const seen = [];
    for (let cursor = ''; cursor !== null;) {
      const { status, body } = await asCrew(`/v1/emails?limit=7${cursor && `&cursor=${cursor}`}`);
      assert.equal(status, 200);
      seen.push(...body.items);
      cursor = body.next_cursor;
    }
    assert.equal(seen.length, 20);
    assert.equal(new Set(seen.map(({ id }) => id)).size, 20);
    const times = seen.map(({ received_at }) => received_at);
    assert.deepEqual(times, [...times].sort().reverse());
    assert.deepEqual([seen[0].summary_state, seen[0].urgency], ['none', null]);
  });

  test('one has its text', async () => {
    const { status, body } = await asCrew(`/v1/emails/${mails[0].id}`);
    assert.equal(status, 200);
    assert.equal(body.subject, mails[0].subject);
    assert.ok(body.text.length > 50);
    assert.deepEqual(body.to_addresses, ['bridge@halcyon.example']);
  });

  test("another tenant's do not exist", async () => {
    const [theirs] = (await asStranger('/v1/emails')).body.items;
    assert.ok(!mails.some(({ id }) => id === theirs.id));
    for (const path of [`/v1/emails/${theirs.id}`, `/v1/emails/${theirs.id}/summary`]) {
      assert.equal((await asStranger(path)).status, 200, path);
      assert.deepEqual(codeOf(await asCrew(path)), [404, 'not_found'], path);
    }
    assert.deepEqual(codeOf(await ask(theirs)), [404, 'not_found']);
    assert.deepEqual(codeOf(await ask({ id: kNowhere })), [404, 'not_found']);
  });
});

describe('summaries', () => {
  test('asked twice, it is the same job; nobody asked, there is none', async () => {
    const [mail] = mails;
    assert.equal((await summaryOf(mail)).state, 'none');
    const [first, second] = [await ask(mail), await ask(mail)];
    assert.deepEqual([first.status, second.status], [202, 202]);
    assert.equal(second.body.id, first.body.id);
    assert.deepEqual([first.body.type, first.body.status], ['email_summarize_v1', 'queued']);
    const state = await summaryOf(mail);
    assert.deepEqual([state.state, state.job.id, state.summary], ['queued', first.body.id, null]);
  });

  test('two at once are one job', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(mails[1])));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  });

  test("the job carries the request's trace", async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01` };
    const { body } = await ask(mails[2], { method: 'POST', headers });
    const [row] = await system.database.as(crew, (sql) => sql`select trace_parent from ai_jobs where id = ${body.id}`);
    assert.equal(row.trace_parent.split('-')[1], trace);
  });

  test('a summary that was made is answered, and not made again unless asked for', async () => {
    const mail = mails[3];
    const { body: job } = await ask(mail);
    await keep(mail, kVersion);
    await end(mail, 'succeeded');
    const state = await summaryOf(mail);
    assert.deepEqual([state.state, state.current, state.tokens, state.cost_usd], ['succeeded', true, 12, 0.25]);
    assert.deepEqual(state.summary.action_items, [{ title: 'Answer', due: '2026-10-01' }]);
    assert.deepEqual((await ask(mail)).body.status, 'succeeded');
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` };
    const requeued = (await ask(mail, { body: { again: true }, headers })).body;
    assert.deepEqual([requeued.id, requeued.status, requeued.finished_at], [job.id, 'queued', null]);
    const [{ trace_parent }] = await asWorker(
      system.database,
      (sql) => sql`select trace_parent from ai_jobs where id = ${job.id}`,
    );
    assert.equal(trace_parent.split('-')[1], trace, 'for the request that asked again');
    assert.ok((await summaryOf(mail)).summary, 'the old one is there until the new one is');
    const listed = (await asCrew('/v1/emails')).body.items.find(({ id }) => id === mail.id);
    assert.deepEqual([listed.urgency, listed.summary_state], ['medium', 'queued']);
  });

  test('one of an older prompt is made anew when asked for', async () => {
    const mail = mails[4];
    await ask(mail);
    await keep(mail, 'mail-summary-0');
    await end(mail, 'succeeded');
    const state = await summaryOf(mail);
    assert.deepEqual([state.current, state.prompt_version], [false, 'mail-summary-0']);
    assert.equal((await ask(mail)).body.status, 'queued');
  });

  test('of several that of the present prompt is shown, else the latest', async () => {
    const mail = mails[9];
    await ask(mail);
    await keep(mail, 'mail-summary-z');
    await keep(mail, 'mail-summary-0');
    assert.equal((await summaryOf(mail)).prompt_version, 'mail-summary-0');
    await keep(mail, kVersion);
    await keep(mail, 'mail-summary-1-draft');
    assert.equal((await summaryOf(mail)).prompt_version, kVersion);
  });

  test('one that died says why, and is tried again on request alone', async () => {
    const mail = mails[5];
    await ask(mail);
    await end(mail, 'dead', 'MISTRAL_FAILED');
    const { state, job } = await summaryOf(mail);
    assert.deepEqual([state, job.last_error_code, job.attempts], ['dead', 'MISTRAL_FAILED', 5]);
    assert.equal((await ask(mail)).body.status, 'dead');
    const requeued = (await again(mail)).body;
    assert.deepEqual([requeued.status, requeued.attempts], ['queued', 0]);
  });

  test('asked again by several at once, it is the same job for all', async () => {
    const mail = mails[7];
    const { body: asked } = await ask(mail);
    for (let round = 0; round < 5; round++) {
      await end(mail, 'dead', 'MISTRAL_FAILED');
      const answers = await Promise.all(Array.from({ length: 8 }, () => again(mail)));
      assert.deepEqual(
        answers.map(({ status, body }) => [status, body.id, body.status]),
        answers.map(() => [202, asked.id, 'queued']),
      );
    }
  });

  test('one of an older prompt, asked for by several at once, is the same job for all', async () => {
    const mail = mails[10];
    const { body: asked } = await ask(mail);
    await keep(mail, 'mail-summary-0');
    for (let round = 0; round < 5; round++) {
      await end(mail, 'succeeded');
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(mail)));
      assert.deepEqual(
        answers.map(({ status, body }) => [status, body.id, body.status]),
        answers.map(() => [202, asked.id, 'queued']),
      );
    }
  });

  test('the job and the summary are of one moment, also while a worker ends the job', async () => {
    const mail = mails[11];
    await ask(mail);
    await keep(mail, kVersion);
    const { answer } = await whileLocked('email_ai_summaries', async (waiting) => {
      const answer = summaryOf(mail);
      await waiting();
      await end(mail, 'succeeded');
      return { answer };
    });
    const { state, job, summary, current } = await answer;
    assert.deepEqual([state, job.status, current], ['succeeded', 'succeeded', true]);
    assert.ok(summary.overview);
  });

  test('when retention has deleted the job, the summary is still there, and who asks gets a new job', async () => {
    const mail = mails[12];
    const { body: first } = await ask(mail);
    await keep(mail, kVersion);
    await end(mail, 'succeeded');
    await asWorker(system.database, (sql) => sql`delete from ai_jobs where id = ${first.id}`);
    const { state, job, summary, current } = await summaryOf(mail);
    assert.deepEqual([state, job, current], ['succeeded', null, true]);
    const { status, body: second } = await ask(mail);
    assert.deepEqual([status, second.status, second.id > first.id], [202, 'queued', true]);
    assert.deepEqual((await summaryOf(mail)).summary, summary);
  });

  test('a job that has not ended is left alone', async () => {
    const mail = mails[6];
    const { body: before } = await ask(mail);
    const { body: after } = await again(mail);
    assert.deepEqual(after, before);
  });

  test('odd requests are refused', async () => {
    assert.equal((await ask({ id: 'x' })).status, 400);
    assert.equal((await ask(mails[0], { body: { again: 'yes' } })).status, 400);
    assert.equal((await ask(mails[0], { body: { more: 1 } })).status, 400);
    assert.equal((await ask(mails[0], { text: 'again', method: 'POST' })).status, 400);
  });
});

describe('jobs', () => {
  let job;
  before(async () => {
    job = (await ask(mails[7])).body;
    await end(mails[7], 'dead', 'SCHEMA_INVALID');
  });

  test('are for managers', async () => {
    for (const as of [crew, captain].map(system.as)) {
      for (const path of ['/v1/jobs/stats', `/v1/jobs/${job.id}`])
        assert.deepEqual(codeOf(await as(path)), [403, 'role_not_allowed'], path);
      assert.equal((await as(`/v1/jobs/${job.id}/requeue`, { method: 'POST' })).status, 403);
    }
  });

  test('the figures count by type and state, and the dead by code', async () => {
    const { status, body } = await asManager('/v1/jobs/stats');
    assert.equal(status, 200);
    const dead = body.depths.find(({ status: state }) => state === 'dead');
    assert.deepEqual([dead.type, dead.count], ['email_summarize_v1', 1]);
    const queued = body.depths.find(({ status: state }) => state === 'queued');
    assert.ok(queued.count > 3 && queued.due === queued.count && queued.oldest_s >= 0);
    assert.deepEqual(
      body.dead.map(({ code, count }) => [code, count]),
      [['SCHEMA_INVALID', 1]],
    );
  });

  test('one is queued again with nothing charged, under an entry in the audit line', async () => {
    const { status, body } = await asManager(`/v1/jobs/${job.id}/requeue`, { method: 'POST' });
    assert.equal(status, 202);
    assert.deepEqual([body.status, body.attempts, body.last_error_code], ['queued', 0, 'SCHEMA_INVALID']);
    const [entry] = await system.database.as(
      manager,
      (sql) => sql`select action, actor_id from pms_audit_log order by seq desc limit 1`,
    );
    assert.deepEqual({ ...entry }, { action: 'requeue_job', actor_id: manager.user_id });
    const refused = await asManager(`/v1/jobs/${job.id}/requeue`, { method: 'POST' });
    assert.deepEqual(codeOf(refused), [409, 'not_finished']);
  });

  test("another tenant's do not exist", async () => {
    const [theirs] = (await asStranger('/v1/emails')).body.items;
    const { body } = await asStranger(`/v1/emails/${theirs.id}/summarize`, { method: 'POST' });
    for (const id of [body.id, 999_999_999])
      assert.deepEqual(codeOf(await asManager(`/v1/jobs/${id}`)), [404, 'not_found']);
    assert.equal((await asManager(`/v1/jobs/${body.id}/requeue`, { method: 'POST' })).status, 404);
  });

  test('odd ids are refused', async () => {
    for (const id of ['0', '-1', 'x', '1.5', '1e30', '9007199254740993'])
      assert.equal((await asManager(`/v1/jobs/${id}`)).status, 400, id);
  });

  test('members write no job by themselves', async () => {
    const { body } = await ask(mails[8]);
    const change = (set) =>
      system.database.as(crew, (sql) => sql.unsafe(`update ai_jobs set ${set} where id = ${body.id}`));
    for (const set of ["status = 'queued'", 'lease = 0', 'attempts = 0'])
      await assert.rejects(change(set), { code: '42501' }, set);
  });
});

const kCheck = '/v1/check/mail_summary_v1';

describe('checking an output', () => {
  test('gives the verdict, what was mended, and what to say to the model', async () => {
    const good = await asCrew(kCheck, {
      body: { output: '```json\n{"overview":"x","urgency":"low","action_items":[],}\n```' },
    });
    assert.deepEqual([good.status, good.body.outcome], [200, 'valid']);
    assert.deepEqual(
      good.body.repairs.map(({ code }) => code),
      ['trailing_comma'],
    );
    const bad = await asCrew(kCheck, {
      body: { output: '{"overview":"","urgency":"now","action_items":[],"tenant_id":"x"}' },
    });
    assert.equal(bad.body.outcome, 'invalid');
    assert.deepEqual(bad.body.violations.map(({ instance }) => instance).sort(), [
      '/overview',
      '/tenant_id',
      '/urgency',
    ]);
    assert.ok(bad.body.ask_again.length > 20);
    const cut = await asCrew('/v1/check/graph_extraction_v1', { body: { output: '{"entities": [' } });
    assert.equal(cut.body.outcome, 'truncated');
  });

  test('needs a schema that is there, and a member', async () => {
    assert.deepEqual(codeOf(await asCrew('/v1/check/other', { body: { output: '{}' } })), [404, 'not_found']);
    assert.equal((await asCrew(kCheck, { body: {} })).status, 400);
    assert.equal((await system.call(kCheck, { body: { output: '{}' } })).status, 401);
    const revoked = system.as(person('Halcyon', 'crew', { revoked: true }));
    assert.deepEqual(codeOf(await revoked(kCheck, { body: { output: '{}' } })), [401, 'token_revoked']);
  });
});

test('nothing that was sent here was answered with a 5xx', () => {
  assert.deepEqual(
    system.statuses.filter((status) => status >= 500),
    [],
  );
});
