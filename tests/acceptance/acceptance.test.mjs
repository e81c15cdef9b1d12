// The acceptance run: what the product promises, checked on the running system from outside, with the database looked at
// as fairlead_edge and fairlead_worker only. It may be run as often as wanted; it leaves the demo data a little changed.
//
//   FAIRLEAD_ADDRESS    the running edge, http://localhost:8787 unless set
//   FAIRLEAD_EDGE_URL, FAIRLEAD_WORKER_URL, FAIRLEAD_TOKEN_SECRET    as in .data/secrets.env

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { verifyChain } from '@fairlead/core/audit';
import { rerank } from '@fairlead/core/rank';

import { secrets } from '../../tools/lib/secrets.mjs';
import { asMember, powersOf } from '../edge/support/database.mjs';
import { claimsOf, hs256 } from '../edge/support/identity.mjs';
import { createDevice, envelope } from '../edge/support/signing.mjs';
import { call, calls, check } from './support/evidence.mjs';

const { FAIRLEAD_EDGE_URL, FAIRLEAD_WORKER_URL, FAIRLEAD_TOKEN_SECRET } = { ...secrets(), ...process.env };
const { people } = JSON.parse(readFileSync(new URL('../../tools/demo/people.json', import.meta.url)));
const edge = postgres(FAIRLEAD_EDGE_URL, { max: 2, onnotice: () => undefined });
const worker = postgres(FAIRLEAD_WORKER_URL, { max: 1, onnotice: () => undefined });

after(async () => {
  await Promise.all([edge.end({ timeout: 1 }), worker.end({ timeout: 1 })]);
});

const one = (yacht, role, revoked = false) =>
  people.find((person) => person.tenant_name === yacht && person.role === role && Boolean(person.revoked) === revoked);
const crew = one('Halcyon', 'crew');
const engineer = one('Halcyon', 'chief_engineer');
const captain = one('Halcyon', 'captain');
const other = one('Stormpetrel', 'captain');
const kYachts = [crew, other];

const tokenOf = (person, changes) => hs256(claimsOf(person, changes), FAIRLEAD_TOKEN_SECRET);
const as = (person) => (route, options) => call(route, { token: tokenOf(person), ...options });
const [asCrew, asEngineer, asCaptain, asOther] = [crew, engineer, captain, other].map(as);
const run = (by, action, body, key = randomUUID()) => by(`/v1/actions/${action}`, { body, key });

async function every(by, route) {
  const items = [];
  for (let cursor = ''; cursor !== null;) {
    const { status, body } = await by(
      `${route}${route.includes('?') ? '&' : '?'}limit=100${cursor && `&cursor=${cursor}`}`,
    );
    assert.equal(status, 200);
    items.push(...body.items);
    cursor = body.next_cursor;
  }
  return items;
}

const anyPart = async (by) => (await by('/v1/parts?limit=1')).body.items[0];
const codeOf = ({ status, body }) => ({ status, code: body?.code });

check(
  'connections',
  'Connections: the edge and the workers are no owners, no superusers, and row level security binds them',
  async () => {
    const observed = [await powersOf(edge), await powersOf(worker)];
    const bound = (name) => ({ name, superuser: false, bypasses_rls: false, objects_owned: 0 });
    assert.deepEqual(observed, [bound('fairlead_edge'), bound('fairlead_worker')]);
    const ready = await call('/ready');
    assert.equal(ready.status, 200);
    return { roles: observed, ready: ready.body };
  },
);

check('stock', 'Stock: for every part it is the sum of its ledger', async () => {
  const observed = [];
  for (const person of kYachts) {
    const shown = await every(as(person), '/v1/parts');
    const sums = await asMember(
      edge,
      person,
      (sql) => sql`
      select p.id, coalesce(sum(t.quantity), 0)::int as sum
      from pms_parts p left join pms_inventory_transactions t on t.tenant_id = p.tenant_id and t.part_id = p.id group by p.id`,
    );
    const sumOf = new Map(sums.map(({ id, sum }) => [id, sum]));
    const differing = shown.filter(({ id, stock }) => sumOf.get(id) !== stock);
    assert.deepEqual(differing, []);
    assert.equal(shown.length, sums.length);
    observed.push({ yacht: person.tenant_name, parts: shown.length, differing: differing.length });
  }
  return observed;
});

check('low-stock', 'Low stock: only parts below their minimum, none with a minimum of 0', async () => {
  const observed = [];
  for (const person of kYachts) {
    const low = await every(as(person), '/v1/parts/low-stock');
    assert.ok(low.length > 0);
    assert.deepEqual(
      low.filter(({ min_level }) => min_level === 0),
      [],
    );
    assert.deepEqual(
      low.filter(({ stock, min_level }) => stock >= min_level),
      [],
    );
    const all = await every(as(person), '/v1/parts');
    const expected = all.filter(({ stock, min_level }) => min_level > 0 && stock < min_level);
    assert.deepEqual(low.map(({ id }) => id).sort(), expected.map(({ id }) => id).sort());
    observed.push({ yacht: person.tenant_name, low: low.length, with_minimum_0: 0, parts: all.length });
  }
  return observed;
});

check('tenants', 'Tenants: no answer to one yacht holds an id of the other', async () => {
  const foreign = await asMember(
    edge,
    other,
    (sql) => sql`
    select tenant_id as id from tenants
    union all select user_id from memberships union all select id from pms_parts union all select id from pms_work_orders
    union all select id from pms_equipment union all select id from pms_faults union all select id from pms_notes
    union all select id from pms_attachments union all select id from pms_inventory_transactions`,
  );
  const theirs = new Set(foreign.map(({ id }) => id));
  const orders = (await every(asCrew, '/v1/work-orders')).slice(0, 20);
  const parts = (await every(asCrew, '/v1/parts')).slice(0, 20);
  const routes = [
    '/v1/me',
    '/v1/actions',
    '/v1/actions/suggestions?q=part',
    '/v1/parts?limit=100',
    '/v1/parts/low-stock?limit=100',
    '/v1/work-orders?limit=100',
    ...parts.map(({ id }) => `/v1/parts/${id}`),
    ...orders.flatMap(({ id }) => [
      `/v1/work-orders/${id}`,
      `/v1/work-orders/${id}/files`,
      `/v1/related?entity_type=work_order&entity_id=${id}&limit=200`,
    ]),
  ];
  let ids = 0;
  for (const route of routes) {
    const { status, text } = await asCrew(route);
    assert.equal(status, 200, route);
    const named = text.match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? [];
    ids += named.length;
    assert.deepEqual(
      named.filter((id) => theirs.has(id)),
      [],
      route,
    );
  }
  assert.ok(theirs.size > 100 && ids > 100);
  return { answers: routes.length, ids_in_them: ids, ids_of_the_other_yacht: theirs.size, found: 0 };
});

check('receive-part', 'receive_part: 201, and the stock rises by the quantity', async () => {
  const part = await anyPart(asCrew);
  const done = await run(asCrew, 'receive_part', { entity_id: part.id, payload: { quantity: 3 } });
  assert.equal(done.status, 201);
  const after = (await asCrew(`/v1/parts/${part.id}`)).body;
  assert.equal(after.stock, part.stock + 3);
  return { part: part.name, before: part.stock, after: after.stock, audit: done.body.audit };
});

check(
  'idempotency',
  'receive_part: the same idempotency key is 409 and names the first result, also from eight at once',
  async () => {
    const part = await anyPart(asCrew);
    const key = randomUUID();
    const body = { entity_id: part.id, payload: { quantity: 1 } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => run(asCrew, 'receive_part', body, key)));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [201, ...Array(7).fill(409)]);
    const first = answers.find(({ status }) => status === 201).body;
    for (const { status, body } of answers) if (status === 409) assert.deepEqual(body.first, first);
    const different = await run(asCrew, 'receive_part', { ...body, payload: { quantity: 2 } }, key);
    assert.deepEqual(codeOf(different), { status: 409, code: 'idempotency_key_reused' });
    assert.equal((await asCrew(`/v1/parts/${part.id}`)).body.stock, part.stock + 1);
    return { statuses, with_another_payload: codeOf(different), stock: [part.stock, part.stock + 1] };
  },
);

check('signed-adjustment', 'adjust_stock: 400 without a signature, 200 with one, 400 replayed', async () => {
  const part = await anyPart(asCaptain);
  const device = createDevice();
  const enrolled = await asCaptain('/v1/me/signing-keys', {
    body: { public_key: device.publicKey, label: 'acceptance' },
  });
  assert.equal(enrolled.status, 201);
  const { key_id } = enrolled.body;
  const payload = { new_quantity: part.stock + 5, cause: 'stocktake' };
  const signature = envelope({ action: 'adjust_stock', person: captain, entity_id: part.id, payload, key_id, device });
  const without = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload });
  const withOne = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature });
  const replayed = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature });
  const revoked = await asCaptain(`/v1/me/signing-keys/${key_id}`, { method: 'DELETE' });
  assert.deepEqual(codeOf(without), { status: 400, code: 'signature_required' });
  assert.equal(withOne.status, 200);
  assert.deepEqual(codeOf(replayed), { status: 400, code: 'signature_replayed' });
  assert.equal(revoked.status, 204);
  assert.equal((await asCaptain(`/v1/parts/${part.id}`)).body.stock, part.stock + 5);
  return { without: codeOf(without), with_signature: withOne.body, replayed: codeOf(replayed) };
});

check('audit', 'Audit: every entry has its signature keys, none is NULL, and the line is unbroken', async () => {
  const observed = [];
  for (const person of kYachts) {
    const rows = await asMember(
      edge,
      person,
      (sql) => sql`
      select audit_entry(l) as entry, l.entry_hash, l.signature is null as missing from pms_audit_log l order by seq`,
    );
    const entries = rows.map(({ entry }) => entry);
    assert.deepEqual(
      rows.filter(({ missing }) => missing),
      [],
    );
    const signed = entries.filter(({ action }) => ['adjust_stock', 'close_work_order'].includes(action));
    const members = [
      'action',
      'entity_id',
      'key_id',
      'method',
      'nonce',
      'payload_hash',
      'reason',
      'role_at_signing',
    ].concat(['signature', 'signed_at', 'signer_id', 'tenant_id']);
    for (const { signature } of signed) assert.deepEqual(Object.keys(signature).sort(), members);
    for (const entry of entries) if (!signed.includes(entry)) assert.deepEqual(entry.signature, {});
    const chain = verifyChain({ entries });
    assert.equal(chain.intact, true, JSON.stringify(chain));
    observed.push({
      yacht: person.tenant_name,
      entries: entries.length,
      signed: signed.length,
      null_signatures: 0,
      chain,
    });
  }
  assert.ok(observed[0].entries > 0 && observed[0].signed > 0);
  return observed;
});

check(
  'suggestions',
  'Suggestions: crew see no signed action and get 403, heads of department and the captain see them',
  async () => {
    const observed = {};
    for (const [role, by] of Object.entries({ crew: asCrew, chief_engineer: asEngineer, captain: asCaptain })) {
      const { status, body } = await by('/v1/actions/suggestions');
      assert.equal(status, 200);
      const signed = body.suggestions.filter(({ signature_required }) => signature_required).map(({ id }) => id);
      const listed = (await by('/v1/actions')).body.actions;
      for (const action of listed)
        for (const name of ['variant', 'allowed_roles', 'signature_required', 'dropdown_only'])
          assert.ok(name in action);
      assert.deepEqual(listed.map(({ id }) => id).sort(), body.suggestions.map(({ id }) => id).sort());
      observed[role] = { suggested: body.suggestions.length, signed };
    }
    assert.deepEqual(observed.crew.signed, []);
    assert.deepEqual(observed.chief_engineer.signed.sort(), ['adjust_stock', 'close_work_order']);
    assert.deepEqual(observed.captain.signed.sort(), ['adjust_stock', 'close_work_order']);
    const part = await anyPart(asCrew);
    const payload = { new_quantity: 1, cause: 'lost' };
    const refused = await run(asCrew, 'adjust_stock', { entity_id: part.id, payload });
    assert.deepEqual(codeOf(refused), { status: 403, code: 'role_not_allowed' });
    return { ...observed, crew_adjusting: codeOf(refused) };
  },
);

check('wrong-tenant', 'Another tenant: its things are 404 to read and to act on, its yacht_id too', async () => {
  const part = await anyPart(asOther);
  const order = (await asOther('/v1/work-orders?limit=1')).body.items[0];
  const answers = {
    yacht_id: await asCrew(`/v1/parts/low-stock?yacht_id=${other.tenant_id}`),
    part: await asCrew(`/v1/parts/${part.id}`),
    work_order: await asCrew(`/v1/work-orders/${order.id}`),
    files: await asCrew(`/v1/work-orders/${order.id}/files`),
    related: await asCrew(`/v1/related?entity_type=work_order&entity_id=${order.id}`),
    receive_part: await run(asCrew, 'receive_part', { entity_id: part.id, payload: { quantity: 1 } }),
    add_note: await run(asCrew, 'add_note', { entity_id: order.id, payload: { text: 'hello' } }),
  };
  for (const [name, answer] of Object.entries(answers)) assert.equal(answer.status, 404, name);
  assert.equal((await asOther(`/v1/parts/${part.id}`)).body.stock, part.stock);
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, codeOf(answer)]));
});

check(
  'tokens',
  'Tokens: expired is 401, a revoked member is 401, the demo sign-in by the published key set is good',
  async () => {
    const now = Math.floor(Date.now() / 1000);
    const revoked = one('Halcyon', 'crew', true);
    const answers = {
      none: await call('/v1/me'),
      expired: await call('/v1/me', { token: tokenOf(crew, { exp: now - 60 }) }),
      revoked_member: await call('/v1/me', { token: tokenOf(revoked) }),
      of_another_tenant: await call('/v1/me', { token: tokenOf({ ...crew, tenant_id: other.tenant_id }) }),
    };
    const observed = Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, codeOf(answer)]));
    assert.deepEqual(observed, {
      none: { status: 401, code: 'token_missing' },
      expired: { status: 401, code: 'token_expired' },
      revoked_member: { status: 401, code: 'token_revoked' },
      of_another_tenant: { status: 401, code: 'token_revoked' },
    });
    const demo = await call('/demo/token', { body: { user_id: captain.user_id } });
    assert.equal(demo.status, 200);
    const me = await call('/v1/me', { token: demo.body.token });
    assert.deepEqual([me.status, me.body.role], [200, 'captain']);
    return { ...observed, demo_es256: { status: me.status, role: me.body.role } };
  },
);

check(
  'related',
  'Work orders: one is made and its related items come re-ranked by real embeddings, the same in Node as at the edge',
  async () => {
    const made = await run(asCrew, 'create_work_order', {
      payload: { title: 'Acceptance: check the bilge alarm', priority: 'low' },
    });
    assert.equal(made.status, 201);
    const orders = await every(asCaptain, '/v1/work-orders');
    const answer = await withVectors(orders);
    const { alpha, items, query } = answer;
    const floats = (text) => text && new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
    const pool = items.toSorted((a, b) => a.from - b.from);
    const again = (weight) =>
      rerank({
        ids: pool.map(({ id }) => id),
        fk: pool.map(({ fk_score }) => fk_score),
        vectors: pool.map(({ vector }) => floats(vector) ?? null),
        query: floats(query.vector),
        alpha: weight,
      }).items;
    const here = again(alpha);
    const scores = new Map(here.map(({ id, score }) => [id, score]));
    for (const { id, score } of items) assert.equal(score, scores.get(id));
    const byMeaning = again(1).map(({ id }) => id);
    const byLinks = again(0).map(({ id }) => id);
    assert.notDeepEqual(byMeaning, byLinks);
    assert.deepEqual(
      byLinks,
      pool.map(({ id }) => id),
    );
    const titleOf = new Map(items.map(({ id, title }) => [id, title]));
    return {
      work_order: orders.find(({ id }) => id === answer.entity_id)?.title,
      model: query.model,
      alpha,
      with_vector: items.filter(({ vector }) => vector).length,
      items: items.length,
      by_links: byLinks.slice(0, 5).map((id) => titleOf.get(id)),
      by_meaning: byMeaning.slice(0, 5).map((id) => titleOf.get(id)),
    };
  },
);

/** Related items with vectors; the embedding worker is given a while to make them. */
async function withVectors(orders) {
  const end = Date.now() + 90_000;
  while (Date.now() < end) {
    for (const { id } of orders.slice(0, 10)) {
      const { body } = await asCaptain(`/v1/related?entity_type=work_order&entity_id=${id}&limit=200&include=vectors`);
      if (body.query.vector && body.items.filter(({ vector }) => vector).length >= 5) return body;
    }
    await sleep(3_000);
  }
  assert.fail('No work order with five related items has vectors: does `fairlead work embed` run?');
}

/** What the route answers as soon as it fits; the queue's worker is given a while. */
async function whenIt(fits, by, route) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
    const { status, body } = await by(route);
    assert.equal(status, 200, route);
    if (fits(body)) return body;
  }
  return assert.fail(`${route} did not come to it within a minute: does \`fairlead work queue\` run?`);
}

check('mail-summary', 'Mail: a summary is asked for, a worker makes it, and it is of the form', async () => {
  const [mail] = (await asCrew('/v1/emails?limit=1')).body.items;
  const route = `/v1/emails/${mail.id}`;
  const asked = await asCrew(`${route}/summarize`, { body: { again: true } });
  assert.equal(asked.status, 202);
  const made = await whenIt(({ state }) => !['none', 'queued', 'running'].includes(state), asCrew, `${route}/summary`);
  assert.deepEqual([made.state, made.current, made.job.id], ['succeeded', true, asked.body.id]);
  const judged = await asCrew('/v1/check/mail_summary_v1', { body: { output: JSON.stringify(made.summary) } });
  assert.deepEqual([judged.status, judged.body.outcome], [200, 'valid']);
  assert.equal((await asCrew(route)).body.urgency, made.summary.urgency);
  assert.equal((await asOther(`${route}/summary`)).status, 404);
  return { mail: mail.subject, model: made.model, tokens: made.tokens, summary: made.summary };
});

check('graph', "Twins: what is said to one is answered, and read for its owner's graph", async () => {
  const [twin] = await asMember(edge, engineer, (sql) => sql`select id, name from twins order by name limit 1`);
  const message = `The port stabiliser pump needs a new seal, job ${randomUUID().slice(0, 8)}.`;
  const said = await asEngineer(`/twins/${twin.id}/chat`, { body: { message } });
  assert.equal(said.status, 201);
  assert.ok(said.body.answer.body.length > 0);
  const jobs = await whenIt(({ pending }) => pending === 0, asEngineer, `/twins/${twin.id}/graph-job-status`);
  assert.deepEqual([jobs.latest.id, jobs.latest.status], [said.body.graph_job.id, 'succeeded']);
  const { nodes, edges } = (await asEngineer(`/twins/${twin.id}/graph`)).body;
  const nodeOf = (word) => nodes.find(({ name }) => name.toLowerCase().includes(word));
  assert.ok(nodeOf('pump') && nodeOf('seal'));
  const others = [await asCrew(`/twins/${twin.id}/graph`), await asOther(`/twins/${twin.id}/graph`)];
  assert.deepEqual(others.map(codeOf), [
    { status: 403, code: 'not_owner' },
    { status: 404, code: 'not_found' },
  ]);
  return {
    twin: twin.name,
    message,
    answered_by: said.body.answer.answered_by,
    nodes: nodes.length,
    edges: edges.length,
  };
});

const kOdd = [
  ['/v1/parts/not-a-uuid'],
  ['/v1/parts/%00'],
  ['/v1/parts?q=%00&limit=99999999999999999999'],
  ['/v1/parts?cursor=%F0%9F%9A%A2'],
  ['/v1/related?entity_type=__proto__&entity_id=x'],
  ['/v1/actions/%E2%98%A0', { body: {} }],
  ['/v1/actions/receive_part', { text: '{"payload":{"quantity":1e400}}' }],
  ['/v1/actions/receive_part', { text: '['.repeat(10_000) }],
  ['/v1/actions/receive_part', { text: '{"a":1,"a":2}' }],
  ['/v1/actions/receive_part', { text: '\u0000' }],
  ['/v1/actions/receive_part', { body: { entity_id: 'x'.repeat(199), payload: { quantity: -1 } } }],
  ['/v1/actions/add_note', { body: { payload: { text: 'a\u0000b' } }, key: 'k' }],
  ['/v1/me/signing-keys', { body: { public_key: '\ud800' } }],
  ['/v1/me', { token: 'a.b.c' }],
  ['/v1/me', { token: 'x'.repeat(8000) }],
  ['/v1/nowhere'],
];

check('no-5xx', 'No 5xx: not for odd requests, and not anywhere in this run', async () => {
  for (const [route, options] of kOdd) await asCrew(route, options);
  const failed = calls.filter(({ status }) => status >= 500);
  assert.deepEqual(failed, []);
  const statuses = {};
  for (const { status } of calls) statuses[status] = (statuses[status] ?? 0) + 1;
  return { calls: calls.length, statuses, with_5xx: 0 };
});
