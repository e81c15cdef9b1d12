import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';

import { canonical, createDevice, envelope, sha256 } from './support/signing.mjs';
import { newKey, person, startSystem } from './support/system.mjs';

const crew = person('Halcyon', 'crew');
const captain = person('Halcyon', 'captain');
const stranger = person('Stormpetrel', 'captain');
const kSentence = 'I have counted this part myself and the quantity I enter is correct.';

let system, asCrew, asCaptain, part, theirs, order, equipment;

before(async () => {
  system = await startSystem();
  [asCrew, asCaptain] = [crew, captain].map(system.as);
  part = (await asCrew('/v1/parts/low-stock?limit=1')).body.items[0];
  theirs = (await system.as(stranger)('/v1/parts/low-stock?limit=1')).body.items[0];
  order = (await asCrew('/v1/work-orders?status=open&limit=1')).body.items[0];
  equipment = order.equipment_id;
});

after(() => system?.stop());

const run = (as, action, body, options = {}) => as(`/v1/actions/${action}`, { body, ...options });
const stockOf = async (id) => (await asCrew(`/v1/parts/${id}`)).body.stock;
const codeOf = ({ status, body }) => [status, body.code];

/** The last entry of the tenant's audit line, read as fairlead_edge. */
const lastEntry = (who = crew) =>
  system.database.as(who, async (sql) => {
    const [row] = await sql`
      select audit_entry(l) as entry, entry_hash from pms_audit_log l order by seq desc limit 1`;
    return row;
  });

async function enrol(as, device, label = 'phone') {
  const { status, body } = await as('/v1/me/signing-keys', { body: { public_key: device.publicKey, label } });
  assert.equal(status, 201);
  return body.key_id;
}

test('receiving a part: 201, stock rises by the quantity, one ledger entry, one audit entry', async () => {
  const before = await stockOf(part.id);
  const { status, body } = await run(
    asCrew,
    'receive_part',
    { entity_id: part.id, payload: { quantity: 3, received_on: '2026-11-01', reference: 'DN-1', note: 'intact' } },
    { key: newKey() },
  );
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
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => run(asCrew, 'receive_part', body, { key: newKey() })),
  );
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
  const { status, body } = await run(asCrew, 'receive_part', { entity_id: part.id, payload: { quantity: 1 } });
  assert.deepEqual([status, body.code], [400, 'idempotency_key_required']);
});

test('every fault of a payload is listed with its pointer', async () => {
  const payload = { quantity: 0, note: '', colour: 'red' };
  const { status, body } = await run(asCrew, 'receive_part', { entity_id: part.id, payload }, { key: newKey() });
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
  const stock = (await system.as(stranger)(`/v1/parts/${theirs.id}`)).body.stock;
  assert.equal(stock, theirs.stock);
});

test('an unknown action is 404', async () => {
  for (const action of ['no_such_action', '__proto__', 'constructor', '%00']) {
    assert.deepEqual(codeOf(await run(asCrew, action, { payload: {} })), [404, 'action_unknown'], action);
  }
});

test('crew may not adjust stock, whatever they send', async () => {
  const payload = { new_quantity: 5, cause: 'stocktake' };
  const unsigned = await run(asCrew, 'adjust_stock', { entity_id: part.id, payload }, { key: newKey() });
  assert.deepEqual(codeOf(unsigned), [403, 'role_not_allowed']);
  const signature = envelope({
    action: 'adjust_stock',
    person: crew,
    entity_id: part.id,
    payload,
    sentence: kSentence,
  });
  const signed = await run(asCrew, 'adjust_stock', { entity_id: part.id, payload, signature }, { key: newKey() });
  assert.deepEqual(codeOf(signed), [403, 'role_not_allowed']);
});

test('a signed action, from enrolling a key to the audit entry', async () => {
  const device = createDevice();
  const key_id = await enrol(asCaptain, device);
  const payload = { new_quantity: 40, cause: 'stocktake' };
  const attempt = { action: 'adjust_stock', person: captain, entity_id: part.id, payload, key_id, device };

  const unsigned = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload }, { key: newKey() });
  assert.deepEqual(codeOf(unsigned), [400, 'signature_required']);

  const signature = envelope(attempt);
  const done = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature }, { key: newKey() });
  assert.equal(done.status, 200);
  assert.equal(await stockOf(part.id), 40);
  const { entry } = await lastEntry();
  assert.deepEqual(entry.signature, signature);

  const replayed = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature }, { key: newKey() });
  assert.deepEqual(codeOf(replayed), [400, 'signature_replayed']);

  const altered = { ...payload, new_quantity: 41 };
  const forged = await run(
    asCaptain,
    'adjust_stock',
    { entity_id: part.id, payload: altered, signature: envelope(attempt) },
    { key: newKey() },
  );
  assert.deepEqual(codeOf(forged), [400, 'signature_invalid']);

  const signed_at = Math.floor(Date.now() / 1000) - 301;
  const stale = await run(
    asCaptain,
    'adjust_stock',
    { entity_id: part.id, payload, signature: envelope({ ...attempt, changes: { signed_at } }) },
    { key: newKey() },
  );
  assert.deepEqual(codeOf(stale), [400, 'signature_stale']);

  assert.equal((await asCaptain(`/v1/me/signing-keys/${key_id}`, { method: 'DELETE' })).status, 204);
  const revoked = await run(
    asCaptain,
    'adjust_stock',
    { entity_id: part.id, payload, signature: envelope(attempt) },
    { key: newKey() },
  );
  assert.deepEqual(codeOf(revoked), [400, 'signature_invalid']);
  assert.equal(await stockOf(part.id), 40);
});

test('what was signed for another action, tenant, thing or role is not good here', async () => {
  const device = createDevice();
  const key_id = await enrol(asCaptain, device);
  const payload = { new_quantity: 7, cause: 'miscounted' };
  const attempt = { action: 'adjust_stock', person: captain, entity_id: part.id, payload, key_id, device };
  for (const changes of [
    { action: 'close_work_order' },
    { tenant_id: stranger.tenant_id },
    { entity_id: theirs.id },
    { role_at_signing: 'manager' },
    { signer_id: crew.user_id },
    { key_id: 'somebody-elses' },
  ]) {
    const signature = envelope({ ...attempt, changes });
    const { status, body } = await run(
      asCaptain,
      'adjust_stock',
      { entity_id: part.id, payload, signature },
      { key: newKey() },
    );
    assert.deepEqual([status, body.code], [400, 'signature_invalid'], JSON.stringify(changes));
  }
});

test('a refused signature leaves its nonce unspent', async () => {
  const payload = { new_quantity: 8, cause: 'damaged' };
  const attempt = { action: 'adjust_stock', person: captain, entity_id: part.id, payload };
  const changes = { nonce: 'a-nonce-of-some-length' };
  const wrong = envelope({ ...attempt, sentence: 'I hereby sign.', changes });
  assert.deepEqual(
    codeOf(await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature: wrong }, { key: newKey() })),
    [400, 'signature_invalid'],
  );
  const right = envelope({ ...attempt, sentence: kSentence, changes });
  assert.equal(
    (await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature: right }, { key: newKey() })).status,
    200,
  );
});

test('one nonce at once from many: one is good, the others are replays', async () => {
  const payload = { new_quantity: 12, cause: 'stocktake' };
  const signature = envelope({
    action: 'adjust_stock',
    person: captain,
    entity_id: part.id,
    payload,
    sentence: kSentence,
  });
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature }, { key: newKey() }),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400, 400]);
  for (const answer of answers.filter(({ status }) => status === 400))
    assert.equal(answer.body.code, 'signature_replayed');
});

test('a repeated signed request is told of its first result, also when its signature is stale by then', async () => {
  const payload = { new_quantity: 13, cause: 'stocktake' };
  const attempt = { action: 'adjust_stock', person: captain, entity_id: part.id, payload, sentence: kSentence };
  const key = newKey();
  const first = await run(
    asCaptain,
    'adjust_stock',
    { entity_id: part.id, payload, signature: envelope(attempt) },
    { key },
  );
  assert.equal(first.status, 200);
  const signature = envelope({ ...attempt, changes: { signed_at: Math.floor(Date.now() / 1000) - 1000 } });
  const again = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature }, { key });
  assert.deepEqual(codeOf(again), [409, 'already_done']);
  assert.deepEqual(again.body.first, first.body);
});

test('a work order can be made, with parts, noted on, and closed under signature', async () => {
  const payload = {
    title: 'Change oil, port generator',
    priority: 'high',
    due_on: '2026-12-24',
    part_ids: [part.id, part.id.toUpperCase()],
  };
  const made = await run(asCrew, 'create_work_order', { entity_id: equipment, payload }, { key: newKey() });
  assert.equal(made.status, 201);
  const id = made.body.result.work_order_id;
  assert.equal((await lastEntry()).entry.action, 'create_work_order');

  const noted = await run(
    asCrew,
    'add_note',
    { entity_id: id, payload: { text: 'Drained 18 l. Ölfilter gewechselt. 🛢️' } },
    { key: newKey() },
  );
  assert.equal(noted.status, 201);
  const { body } = await asCrew(`/v1/work-orders/${id}`);
  assert.deepEqual(
    [body.title, body.priority, body.due_on, body.equipment_id],
    [payload.title, 'high', '2026-12-24', equipment],
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
  const closed = await run(
    asCaptain,
    'close_work_order',
    { entity_id: id, payload: close, signature: sign() },
    { key: newKey() },
  );
  assert.equal(closed.status, 200);
  const after = (await asCrew(`/v1/work-orders/${id}`)).body;
  assert.deepEqual([after.status, after.hours_worked], ['completed', 2.5]);
  const again = await run(
    asCaptain,
    'close_work_order',
    { entity_id: id, payload: close, signature: sign() },
    { key: newKey() },
  );
  assert.deepEqual(codeOf(again), [409, 'already_closed']);
});

test('a work order needs no equipment', async () => {
  const made = await run(
    asCrew,
    'create_work_order',
    { payload: { title: 'Paint the rail', priority: 'low' } },
    { key: newKey() },
  );
  assert.equal(made.status, 201);
  assert.equal((await asCrew(`/v1/work-orders/${made.body.result.work_order_id}`)).body.equipment_id, null);
});

test("a work order that names another tenant's part is not made", async () => {
  const payload = { title: 'Fit it', priority: 'low', part_ids: [theirs.id] };
  assert.deepEqual(codeOf(await run(asCrew, 'create_work_order', { payload }, { key: newKey() })), [404, 'not_found']);
});

test('a fault is reported on equipment, seen when it was seen', async () => {
  const payload = {
    title: 'Bilge pump does not prime',
    severity: 'critical',
    seen_at: '2026-11-01T05:06:07.891234+02:00',
  };
  const { status, body } = await run(asCrew, 'report_fault', { entity_id: equipment, payload }, { key: newKey() });
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
  assert.deepEqual(codeOf(await run(asCrew, 'set_min_level', body)), [403, 'role_not_allowed']);
  assert.equal((await run(asCaptain, 'set_min_level', body)).status, 200);
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

test('a device key is enrolled once and revoked for good, by its owner only', async () => {
  const device = createDevice();
  const key_id = await enrol(asCrew, device, 'deck tablet');
  assert.equal((await lastEntry()).entry.action, 'enrol_signing_key');
  const twice = await asCaptain('/v1/me/signing-keys', { body: { public_key: device.publicKey } });
  assert.deepEqual(codeOf(twice), [409, 'key_enrolled']);
  assert.equal((await asCaptain(`/v1/me/signing-keys/${key_id}`, { method: 'DELETE' })).status, 404);
  assert.equal((await asCrew(`/v1/me/signing-keys/${key_id}`, { method: 'DELETE' })).status, 204);
  assert.equal((await asCrew(`/v1/me/signing-keys/${key_id}`, { method: 'DELETE' })).status, 404);
  const mine = (await asCrew('/v1/me')).body.signing_keys.find((key) => key.key_id === key_id);
  assert.equal(mine.label, 'deck tablet');
  assert.ok(mine.revoked_at > mine.created_at);
});

const kOddKeys = [
  {},
  { public_key: 'AAAA' },
  { public_key: 5 },
  { public_key: 'A'.repeat(42) + 'B' },
  { public_key: 'A'.repeat(43), label: 'x'.repeat(81) },
  { public_key: 'A'.repeat(43), label: 'a\u0000b' },
];

test('a malformed device key is 400', async () => {
  for (const body of kOddKeys)
    assert.equal((await asCrew('/v1/me/signing-keys', { body })).status, 400, JSON.stringify(body));
});

const kOddBodies = {
  'no JSON': 'hello',
  nothing: '',
  'an array': '[]',
  null: 'null',
  'a number': '1',
  'an unknown member': '{"payload":{},"more":1}',
  'a duplicate member': '{"payload":{"quantity":1,"quantity":2}}',
  'the same name, escaped': '{"payload":{"quantity":1,"\\u0071uantity":2}}',
  'a huge integer': '{"payload":{"quantity":123456789012345678901234567890}}',
  'a huge number': '{"payload":{"quantity":1e400}}',
  'more than 2^53': '{"payload":{"quantity":9007199254740993}}',
  depth: '{"payload":{"note":' + '['.repeat(5000) + ']'.repeat(5000) + '}}',
  'a lone surrogate': '{"payload":{"quantity":1,"note":"\\ud800"}}',
  'trailing bytes': '{"payload":{}} x',
  'a byte order mark': '\ufeff{"payload":{}}',
  'a payload that is a list': '{"payload":[1]}',
  'a payload that is text': '{"payload":"x"}',
  'an entity that is a number': '{"entity_id":5,"payload":{"quantity":1}}',
  'a signature that is text': '{"payload":{"quantity":1},"signature":"x"}',
  __proto__: '{"payload":{"quantity":1,"__proto__":{"x":1}}}',
  comments: '{/* x */"payload":{}}',
};

for (const [name, text] of Object.entries(kOddBodies)) {
  test(`a body with ${name} is refused with 400`, async () => {
    const withEntity = text.replace('{"payload"', `{"entity_id":"${part.id}","payload"`);
    const { status, body } = await asCrew('/v1/actions/receive_part', {
      text: withEntity,
      method: 'POST',
      key: newKey(),
    });
    assert.equal(status, 400, body?.code);
    assert.ok(body.code);
  });
}

test('U+0000 in a text is refused with 400', async () => {
  const note = await run(asCrew, 'add_note', { entity_id: order.id, payload: { text: 'a\u0000b' } }, { key: newKey() });
  assert.equal(note.status, 400);
  const payload = { new_quantity: 3, cause: 'lost' };
  const signature = envelope({
    action: 'adjust_stock',
    person: captain,
    entity_id: part.id,
    payload,
    sentence: kSentence,
    changes: { reason: 'a\u0000b' },
  });
  assert.equal(
    (await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature }, { key: newKey() })).status,
    400,
  );
});

test('odd envelopes are refused with 400', async () => {
  const payload = { new_quantity: 3, cause: 'lost' };
  const good = envelope({ action: 'adjust_stock', person: captain, entity_id: part.id, payload, sentence: kSentence });
  for (const changes of [
    { nonce: 'short' },
    { nonce: 'x'.repeat(129) },
    { signed_at: 1e300 },
    { signed_at: 'now' },
    { method: 'rsa' },
    { reason: '' },
    { signature: null },
    { more: 1 },
    { payload_hash: 'x' },
  ]) {
    const signature = { ...good, ...changes };
    const { status } = await run(
      asCaptain,
      'adjust_stock',
      { entity_id: part.id, payload, signature },
      { key: newKey() },
    );
    assert.equal(status, 400, JSON.stringify(changes));
  }
});

test('odd idempotency keys are harmless', async () => {
  const body = { entity_id: part.id, payload: { quantity: 1 } };
  for (const key of ['x'.repeat(201), 'with space', 'h\u00f6her']) {
    assert.equal((await run(asCrew, 'receive_part', body, { key })).status, 400, key);
  }
  assert.equal((await run(asCrew, 'receive_part', body, { key: "';drop/**/table/**/pms_parts;--" })).status, 201);
});

test('a body over 1 MiB is 413, one sent as something else 415', async () => {
  const large = await asCrew('/v1/actions/add_note', { text: `{"payload":{"text":"${'x'.repeat(1 << 20)}"}}` });
  assert.deepEqual(codeOf(large), [413, 'body_too_large']);
  const form = await asCrew('/v1/actions/add_note', {
    text: 'a=b',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.deepEqual(codeOf(form), [415, 'unsupported_media_type']);
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
  assert.ok(rows.length > 30);
});

test('nothing that was sent here was answered with a 5xx', () => {
  assert.deepEqual(
    system.statuses.filter((status) => status >= 500),
    [],
  );
});
