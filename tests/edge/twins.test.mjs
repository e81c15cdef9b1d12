// Talking to a twin over HTTP in workerd: whose it is, what it answers, and the job for its graph.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import postgres from 'postgres';

import { readGraphJobs } from '../../edge/src/twins/graph_jobs.ts';
import { asMember, asWorker } from './support/database.mjs';
import { codeOf } from './support/deck.mjs';
import { person, startSystem } from './support/system.mjs';

const owner = person('Halcyon', 'chief_engineer');
const captain = person('Halcyon', 'captain');
const stranger = person('Stormpetrel', 'chief_engineer') ?? person('Stormpetrel', 'captain');
const kNowhere = '00000000-0000-4000-8000-000000000000';

let system, asOwner, asCaptain, asStranger, twin;

before(async () => {
  system = await startSystem();
  [asOwner, asCaptain, asStranger] = [owner, captain, stranger].map(system.as);
  [twin] = await system.database.as(owner, (sql) => sql`select id, owner_id from twins`);
});

after(() => system?.stop());

const say = (message, conversation_id, as = asOwner, id = twin.id) =>
  as(`/twins/${id}/chat`, { body: { message, ...(conversation_id ? { conversation_id } : {}) } });

const hash = (text) => createHash('sha256').update(text).digest('hex');

describe('chat', () => {
  test('answers from the sources, with the places it read', async () => {
    const { status, body } = await say('Where do I look first when the generator overheats under load?');
    assert.equal(status, 201);
    assert.equal(body.answer.answered_by, 'retrieval');
    assert.ok(body.answer.citations.length > 0);
    assert.equal(body.answer.citations[0].title, 'Generator cooling, fault finding');
    assert.match(body.answer.body, /raw water.*\[1\]/s);
    const { chunk_id } = body.answer.citations[0];
    const [chunk] = await system.database.as(
      owner,
      (sql) => sql`select body from source_chunks where id = ${chunk_id}`,
    );
    assert.ok(body.answer.body.startsWith(chunk.body.slice(0, 200)));
  });

  test('a verified answer goes before the sources, whatever the case of the question', async () => {
    const { body } = await say('how full may a  FUEL tank be');
    assert.deepEqual(
      [body.answer.answered_by, body.answer.body],
      ['verified_answer', 'Never above ninety-five per cent.'],
    );
  });

  test('what is in no source is not made up', async () => {
    for (const question of ['Which torque for the cylinder head?', 'Who won the regatta?', 'the of and', '???']) {
      const { body } = await say(question);
      assert.deepEqual([body.answer.answered_by, body.answer.citations], ['nothing_found', []], question);
      assert.ok(body.answer.body.length > 10);
    }
  });

  test('a conversation goes on, in order, and is read page by page', async () => {
    const first = (await say('How do I pickle the membranes?')).body;
    const second = (await say('And how much preservative?', first.conversation_id)).body;
    assert.equal(second.conversation_id, first.conversation_id);
    assert.deepEqual([second.message.message_no, second.answer.message_no], [3, 4]);
    const path = `/conversations/${first.conversation_id}/messages`;
    const page = (await asOwner(`${path}?limit=3`)).body;
    const rest = (await asOwner(`${path}?limit=3&cursor=${page.next_cursor}`)).body;
    assert.deepEqual(
      [...page.items, ...rest.items].map(({ message_no, author }) => [message_no, author]),
      [
        [1, 'member'],
        [2, 'twin'],
        [3, 'member'],
        [4, 'twin'],
      ],
    );
    assert.equal(rest.next_cursor, null);
    assert.deepEqual(page.items[0], first.message);
  });

  test('eight messages at once have eight places', async () => {
    const { conversation_id } = (await say('Hello there')).body;
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => say(`Message ${n}`, conversation_id)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    const numbers = answers.map(({ body }) => body.message.message_no).sort((a, b) => a - b);
    assert.deepEqual(numbers, [3, 5, 7, 9, 11, 13, 15, 17]);
  });

  test('odd messages are refused', async () => {
    for (const body of [
      {},
      { message: '' },
      { message: ' \n' },
      { message: 5 },
      { message: 'x'.repeat(4001) },
      { message: 'a\u0000b' },
      { message: 'x', more: 1 },
      { message: 'x', conversation_id: 'y' },
    ])
      assert.equal((await asOwner(`/twins/${twin.id}/chat`, { body })).status, 400, JSON.stringify(body).slice(0, 60));
    assert.equal((await asOwner('/twins/x/chat', { body: { message: 'x' } })).status, 400);
  });
});

describe('whose it is', () => {
  const paths = () => [`/twins/${twin.id}/graph`, `/twins/${twin.id}/graph-job-status`];

  test("another tenant's twins and conversations do not exist", async () => {
    const { conversation_id } = (await say('Hello')).body;
    for (const path of [
      ...paths(),
      `/conversations/${conversation_id}/messages`,
      `/twins/${kNowhere}/graph`,
      `/conversations/${kNowhere}/messages`,
    ])
      assert.deepEqual(codeOf(await asStranger(path)), [404, 'not_found'], path);
    assert.deepEqual(codeOf(await say('Hello', null, asStranger)), [404, 'not_found']);
  });

  test("another member's are refused, and nothing is kept", async () => {
    const { conversation_id } = (await say('Hello')).body;
    const count = () =>
      system.database.as(owner, async (sql) => (await sql`select count(*)::int as n from messages`)[0].n);
    const before = await count();
    for (const path of [...paths(), `/conversations/${conversation_id}/messages`])
      assert.deepEqual(codeOf(await asCaptain(path)), [403, 'not_owner'], path);
    assert.deepEqual(codeOf(await say('Hello', conversation_id, asCaptain)), [403, 'not_owner']);
    assert.equal(await count(), before);
  });

  test('a conversation belongs to one twin', async () => {
    const { conversation_id } = (await say('Hello')).body;
    const other = await asWorkerAddTwin();
    assert.deepEqual(codeOf(await say('Hello', conversation_id, asOwner, other)), [404, 'not_found']);
    assert.deepEqual(codeOf(await say('Hello', kNowhere)), [404, 'not_found']);
  });

  test('nobody without a token gets in', async () => {
    for (const path of [...paths(), `/conversations/${kNowhere}/messages`])
      assert.deepEqual(codeOf(await system.call(path)), [401, 'token_missing'], path);
  });
});

const asWorkerAddTwin = () =>
  system.database.as(owner, async (sql) => (await sql`insert into twins (name) values ('Second') returning id`)[0].id);

describe('the graph and its jobs', () => {
  test('the job is asked for with the message, and once for the same words', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const text = 'Generator 1 has a new impeller.';
    const { body } = await asOwner(`/twins/${twin.id}/chat`, {
      body: { message: text },
      headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` },
    });
    const { id, type, status } = body.graph_job;
    assert.deepEqual([type, status], ['graph_extraction', 'queued']);
    const [row] = await system.database.as(
      owner,
      (sql) => sql`select dedupe_key, payload, twin_id, trace_parent from ai_jobs where id = ${id}`,
    );
    assert.equal(row.dedupe_key, `${body.conversation_id}:${hash(text)}`);
    assert.deepEqual(row.payload, { message_id: body.message.id });
    assert.equal(row.twin_id, twin.id);
    assert.equal(row.trace_parent.split('-')[1], trace);
    const twice = (await say(text, body.conversation_id)).body;
    assert.equal(twice.graph_job.id, id);
    assert.notEqual((await say(text)).body.graph_job.id, id, 'another conversation is another job');
  });

  test('a member cannot ask for a job on the twin of another tenant', async () => {
    const insert = (person_, twinId) =>
      system.database.as(
        person_,
        (sql) => sql`insert into ai_jobs (job_type, twin_id) values ('graph_extraction', ${twinId})`,
      );
    await insert(owner, twin.id);
    await assert.rejects(insert(stranger, twin.id), { code: '23503' });
  });

  test('the status counts by state and shows the latest', async () => {
    const { body: before } = await asOwner(`/twins/${twin.id}/graph-job-status`);
    const { body } = await say('The watermaker needs new cartridges.');
    const { body: after } = await asOwner(`/twins/${twin.id}/graph-job-status`);
    assert.equal(after.latest.id, body.graph_job.id);
    assert.deepEqual([after.pending, after.counts.queued], [before.pending + 1, before.counts.queued + 1]);
    await asWorker(
      system.database,
      (sql) => sql`
        update ai_jobs set status = 'dead', finished_at = clock_timestamp(), last_error_code = 'SCHEMA_INVALID'
        where id = ${body.graph_job.id}`,
    );
    const { body: ended } = await asOwner(`/twins/${twin.id}/graph-job-status`);
    assert.deepEqual([ended.counts.dead, ended.latest.last_error_code], [1, 'SCHEMA_INVALID']);
  });

  test('the status finds its jobs by an index among many', async () => {
    await asWorker(system.database, async (sql) => {
      await sql`
        insert into ai_jobs (tenant_id, job_type, dedupe_key, twin_id)
        select ${owner.tenant_id}, 'graph_extraction', 'many:' || n, ${await asWorkerAddTwin()} from generate_series(1, 5000) as n`;
    });
    const statements = [];
    const note = (_, text, parameters) => statements.push([text, parameters]);
    const sql = postgres(system.database.edgeUrl, { max: 1, debug: note });
    try {
      await asMember(sql, owner, (transaction) => readGraphJobs(transaction, twin.id));
      const asked = statements.filter(([text]) => text.includes('twin_id ='));
      assert.equal(asked.length, 2);
      for (const [text, parameters] of asked) {
        const plan = await asMember(sql, owner, (transaction) => transaction.unsafe(`explain ${text}`, parameters));
        const told = plan.map((line) => line['QUERY PLAN']).join('\n');
        assert.match(told, /using ai_jobs_of_twin on ai_jobs/, told);
        assert.doesNotMatch(told, /Seq Scan/, told);
      }
    } finally {
      await sql.end();
    }
  });

  test('a graph job whose twin is not named is for the twin of its text', async () => {
    const { body } = await say('The gangway needs a new cable.');
    const twinOf = (payload, as = owner) =>
      system.database.as(as, async (sql) => {
        const key = createHash('sha256')
          .update(JSON.stringify([payload, as]))
          .digest('hex');
        const [job] = await sql`select id from ai_enqueue('graph_extraction', ${key}, ${sql.json(payload)})`;
        return (await sql`select twin_id from ai_jobs where id = ${job.id}`)[0].twin_id;
      });
    assert.equal(await twinOf({ message_id: body.message.id }), twin.id);
    assert.equal(await twinOf({ message_id: 'none' }), null);
    assert.equal(await twinOf({}), null);
    assert.equal(await twinOf({ message_id: body.message.id }, stranger), null, "another tenant's message");
  });

  test('the graph has its nodes and the edges between them', async () => {
    const { status, body } = await asOwner(`/twins/${twin.id}/graph`);
    assert.equal(status, 200);
    const names = new Map(body.nodes.map(({ id, name }) => [id, name]));
    assert.ok([...names.values()].includes('Impeller'));
    const said = body.edges.map(({ from, relation, to }) => `${names.get(from)} ${relation} ${names.get(to)}`);
    assert.ok(said.includes('Raw-water pump has Impeller'), said.join(', '));
    assert.equal(body.complete, true);
    const other = await asWorkerAddTwin();
    assert.deepEqual((await asOwner(`/twins/${other}/graph`)).body, { nodes: [], edges: [], complete: true });
  });

  test('the OpenAPI document has these routes', async () => {
    const { body } = await system.call('/openapi.json');
    for (const path of [
      '/twins/{id}/chat',
      '/twins/{id}/graph',
      '/conversations/{id}/messages',
      '/v1/emails/{id}/summarize',
      '/v1/check/{schema}',
      '/v1/jobs/stats',
    ])
      assert.ok(body.paths[path], path);
  });
});

test('nothing that was sent here was answered with a 5xx', () => {
  assert.deepEqual(
    system.statuses.filter((status) => status >= 500),
    [],
  );
});
