import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { captain, codeOf, kSentence, run, startDeck } from './support/deck.mjs';
import { envelope } from './support/signing.mjs';
import { newKey } from './support/system.mjs';

let system, asCrew, asCaptain, part, order;

before(async () => {
  ({ system, asCrew, asCaptain, part, order } = await startDeck());
});

after(() => system?.stop());

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
  const note = await run(asCrew, 'add_note', { entity_id: order.id, payload: { text: 'a\u0000b' } });
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
  assert.equal((await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature })).status, 400);
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
  for (const key of ['x'.repeat(256), 'with space', 'h\u00f6her']) {
    assert.equal((await run(asCrew, 'receive_part', body, { key })).status, 400, key);
  }
  assert.equal((await run(asCrew, 'receive_part', body, { key: 'x'.repeat(255) })).status, 201);
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

test('nothing that was sent here was answered with a 5xx', () => {
  assert.deepEqual(
    system.statuses.filter((status) => status >= 500),
    [],
  );
});
