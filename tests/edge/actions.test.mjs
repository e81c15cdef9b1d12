import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';

import { captain, codeOf, crew, kSentence, run, startDeck } from './support/deck.mjs';
import { canonical, envelope, sha256 } from './support/signing.mjs';
import { newKey } from './support/system.mjs';

let system, asCrew, asCaptain, asStranger, part, theirs, order, stockOf, lastEntry;

before(async () => {
  ({ system, asCrew, asCaptain, asStranger, part, theirs, order, stockOf, lastEntry } = await startDeck());
});

after(() => system?.stop());

test('receiving a part: 201, stock rises by the quantity, one ledger entry, one audit entry', async () => {
  const before = await stockOf(part.id);
  const { status, body } = await run(asCrew, 'receive_part', {
    entity_id: part.id,
    payload: { quantity: 3, received_on: '2026-11-01', reference: 'DN-1', note: 'intact' },
  });
  assert.equal(status, 201);
  assert.equal(body.result.stock, before + 3);
  assert.equal(await stockOf(part.id), before + 3);
  const { entry, entry_hash } = await lastEntry();
  assert.equal(body.audit.hash, entry_hash);
  assert.equal(body.audit.seq, entry.seq);
  assert.deepEqual(
    [entry.action, entry.actor_id, entry.role, entry.entity_id],
    ['receive_part', crew.user_id, 'crew', part.id],
  );
  assert.deepEqual(entry.signature, {});
  assert.equal(entry.before_hash, sha256(canonical({ stock: before })));
  assert.equal(entry.after_hash, sha256(canonical({ stock: before + 3 })));
  assert.equal(entry_hash, sha256(canonical(entry)), 'the hash is that of the canonical entry, by a second hand');
});

test('the same key again: 409 that names the first result, and nothing happens twice', async () => {
  const key = newKey();
  const body = { entity_id: part.id, payload: { quantity: 2 } };
  const first = await run(asCrew, 'receive_part', body, { key });
  const stock = await stockOf(part.id);
  const second = await run(asCrew, 'receive_part', body, { key });
  assert.deepEqual(codeOf(second), [409, 'already_done']);
  assert.deepEqual(second.body.first, first.body);
  assert.equal(await stockOf(part.id), stock);
});

test('the same key with another payload, or another part, is told so', async () => {
  const key = newKey();
  assert.equal(
    (await run(asCrew, 'receive_part', { entity_id: part.id, payload: { quantity: 1 } }, { key })).status,
    201,
  );
  const other = await run(asCrew, 'receive_part', { entity_id: part.id, payload: { quantity: 9 } }, { key });
  assert.deepEqual(codeOf(other), [409, 'idempotency_key_reused']);
  const [, elsewhere] = (await asCrew('/v1/parts?limit=2')).body.items;
  const moved = await run(asCrew, 'receive_part', { entity_id: elsewhere.id, payload: { quantity: 1 } }, { key });
  assert.deepEqual(codeOf(moved), [409, 'idempotency_key_reused']);
});

test('twelve at once under one key: one 201, eleven 409, one entry', async () => {
  const key = newKey();
  const stock = await stockOf(part.id);
  const body = { entity_id: part.id, payload: { quantity: 1 } };
  const answers = await Promise.all(Array.from({ length: 12 }, () => run(asCrew, 'receive_part', body, { key })));
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, ...Array(11).fill(409)]);
  const made = answers.find(({ status }) => status === 201);
  for (const refused of answers.filter(({ status }) => status === 409)) assert.deepEqual(refused.body.first, made.body);
  assert.equal(await stockOf(part.id), stock + 1);
});

test('twelve at once under their own keys: all done, and the audit line has no gap', async () => {
  const stock = await stockOf(part.id);
  const body = { entity_id: part.id, payload: { quantity: 1 } };
  const answers = await Promise.all(Array.from({ length: 12 }, () => run(asCrew, 'receive_part', body)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    Array(12).fill(201),
  );
  assert.equal(await stockOf(part.id), stock + 12);
  const seqs = answers.map(({ body }) => body.audit.seq).sort((a, b) => a - b);
  assert.deepEqual(
    seqs,
    Array.from({ length: 12 }, (_, i) => seqs[0] + i),
  );
});

test('a failed action does not use its key up', async () => {
  const key = newKey();
  const refused = await run(asCrew, 'consume_part', { entity_id: part.id, payload: { quantity: 1_000_000 } }, { key });
  assert.deepEqual(codeOf(refused), [409, 'stock_insufficient']);
  const stock = await stockOf(part.id);
  const taken = await run(asCrew, 'consume_part', { entity_id: part.id, payload: { quantity: 1 } }, { key });
  assert.equal(taken.status, 201);
  assert.equal(await stockOf(part.id), stock - 1);
});

test('a key is needed where the registry says so', async () => {
  const { status, body } = await run(asCrew, 'receive_part', { entity_id: part.id, payload: { quantity: 1 } }, {});
  assert.deepEqual([status, body.code], [400, 'idempotency_key_required']);
});

test('every fault of a payload is listed with its pointer', async () => {
  const payload = { quantity: 0, note: '', colour: 'red' };
  const { status, body } = await run(asCrew, 'receive_part', { entity_id: part.id, payload });
  assert.deepEqual([status, body.code], [400, 'invalid_payload']);
  assert.deepEqual(body.faults.map(({ path }) => path).sort(), ['/colour', '/note', '/quantity']);
  for (const { message } of body.faults) assert.match(message, /^[A-Z].*\.$/);
});

test("another tenant's part, a part that never was and a malformed id are all 404", async () => {
  for (const entity_id of [theirs.id, randomUUID(), 'x', "' or 1=1 --"]) {
    const { status, body } = await run(
      asCrew,
      'receive_part',
      { entity_id, payload: { quantity: 1 } },
      { key: newKey() },
    );
    assert.deepEqual([status, body.code], [404, 'not_found'], entity_id);
  }
  const stock = (await asStranger(`/v1/parts/${theirs.id}`)).body.stock;
  assert.equal(stock, theirs.stock);
});

test('an unknown action is 404', async () => {
  for (const action of ['no_such_action', '__proto__', 'constructor', '%00']) {
    assert.deepEqual(codeOf(await run(asCrew, action, { payload: {} })), [404, 'action_unknown'], action);
  }
});

test('crew may not adjust stock, whatever they send', async () => {
  const payload = { new_quantity: 5, cause: 'stocktake' };
  const unsigned = await run(asCrew, 'adjust_stock', { entity_id: part.id, payload });
  assert.deepEqual(codeOf(unsigned), [403, 'role_not_allowed']);
  const signature = envelope({
    action: 'adjust_stock',
    person: crew,
    entity_id: part.id,
    payload,
    sentence: kSentence,
  });
  const signed = await run(asCrew, 'adjust_stock', { entity_id: part.id, payload, signature });
  assert.deepEqual(codeOf(signed), [403, 'role_not_allowed']);
});

test('a work order can be made, with parts, noted on, and closed under signature', async () => {
  const payload = {
    title: 'Change oil, port generator',
    priority: 'high',
    due_on: '2026-12-24',
    part_ids: [part.id, part.id.toUpperCase()],
  };
  const made = await run(asCrew, 'create_work_order', { entity_id: order.equipment_id, payload });
  assert.equal(made.status, 201);
  const id = made.body.result.work_order_id;
  assert.equal((await lastEntry()).entry.action, 'create_work_order');

  const noted = await run(asCrew, 'add_note', {
    entity_id: id,
    payload: { text: 'Drained 18 l. Ölfilter gewechselt. 🛢️' },
  });
  assert.equal(noted.status, 201);
  const { body } = await asCrew(`/v1/work-orders/${id}`);
  assert.deepEqual(
    [body.title, body.priority, body.due_on, body.equipment_id],
    [payload.title, 'high', '2026-12-24', order.equipment_id],
  );
  assert.deepEqual(
    body.parts.map(({ part_id }) => part_id),
    [part.id],
  );
  assert.equal(body.notes[0].text, 'Drained 18 l. Ölfilter gewechselt. 🛢️');
  assert.equal(body.notes[0].author_name, crew.name);

  const close = { outcome: 'completed', hours: 2.5 };
  const sentence = 'I have checked this work and take responsibility for closing it.';
  const sign = () => envelope({ action: 'close_work_order', person: captain, entity_id: id, payload: close, sentence });
  const closed = await run(asCaptain, 'close_work_order', { entity_id: id, payload: close, signature: sign() });
  assert.equal(closed.status, 200);
  const after = (await asCrew(`/v1/work-orders/${id}`)).body;
  assert.deepEqual([after.status, after.hours_worked], ['completed', 2.5]);
  const again = await run(asCaptain, 'close_work_order', { entity_id: id, payload: close, signature: sign() });
  assert.deepEqual(codeOf(again), [409, 'already_closed']);
});

test('a work order needs no equipment', async () => {
  const made = await run(asCrew, 'create_work_order', { payload: { title: 'Paint the rail', priority: 'low' } });
  assert.equal(made.status, 201);
  assert.equal((await asCrew(`/v1/work-orders/${made.body.result.work_order_id}`)).body.equipment_id, null);
});

test("a work order that names another tenant's part is not made", async () => {
  const payload = { title: 'Fit it', priority: 'low', part_ids: [theirs.id] };
  assert.deepEqual(codeOf(await run(asCrew, 'create_work_order', { payload })), [404, 'not_found']);
});

test('a fault is reported on equipment, seen when it was seen', async () => {
  const payload = {
    title: 'Bilge pump does not prime',
    severity: 'critical',
    seen_at: '2026-11-01T05:06:07.891234+02:00',
  };
  const { status, body } = await run(asCrew, 'report_fault', { entity_id: order.equipment_id, payload });
  assert.equal(status, 201);
  const [fault] = await system.database.as(
    crew,
    (sql) => sql`
    select title, to_micros(seen_at)::text as at from pms_faults where id = ${body.result.fault_id}`,
  );
  assert.deepEqual(
    { ...fault },
    { title: payload.title, at: String(Date.UTC(2026, 10, 1, 3, 6, 7) / 1000) + '891234' },
  );
});

test('a minimum level is set by heads of department, not by crew, and needs no key', async () => {
  const body = { entity_id: part.id, payload: { min_level: 17 } };
  assert.deepEqual(codeOf(await run(asCrew, 'set_min_level', body, {})), [403, 'role_not_allowed']);
  assert.equal((await run(asCaptain, 'set_min_level', body, {})).status, 200);
  assert.equal((await asCrew(`/v1/parts/${part.id}`)).body.min_level, 17);
});

test('reading by action answers what the route answers, and leaves no audit entry', async () => {
  const before = (await lastEntry()).entry.seq;
  const viewed = await run(asCrew, 'view_part', { entity_id: part.id });
  assert.equal(viewed.status, 200);
  assert.deepEqual(viewed.body.result, (await asCrew(`/v1/parts/${part.id}`)).body);
  assert.equal(viewed.body.audit, null);
  const shown = await run(asCrew, 'show_related', { entity_id: order.id, payload: { limit: 3 } });
  assert.equal(shown.status, 200);
  assert.equal((await lastEntry()).entry.seq, before);
});

test('the whole audit line of the tenant is unbroken', async () => {
  const rows = await system.database.as(
    crew,
    (sql) => sql`select audit_entry(l) as entry, entry_hash from pms_audit_log l order by seq`,
  );
  let previous = '0'.repeat(64);
  rows.forEach(({ entry, entry_hash }, index) => {
    assert.equal(entry.seq, index + 1);
    assert.equal(entry.previous_hash, previous);
    assert.equal(entry_hash, sha256(canonical(entry)));
    previous = entry_hash;
  });
  assert.ok(rows.length > 20, `${rows.length} entries`);
});

test('nothing that was sent here was answered with a 5xx', () => {
  assert.deepEqual(
    system.statuses.filter((status) => status >= 500),
    [],
  );
});
