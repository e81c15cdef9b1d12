import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { captain, codeOf, crew, kSentence, run, startDeck, stranger } from './support/deck.mjs';
import { createDevice, envelope } from './support/signing.mjs';
import { newKey } from './support/system.mjs';

let system, asCrew, asCaptain, part, theirs, stockOf, lastEntry;

before(async () => {
  ({ system, asCrew, asCaptain, part, theirs, stockOf, lastEntry } = await startDeck());
});

after(() => system?.stop());

async function enrol(as, device, label = 'phone') {
  const { status, body } = await as('/v1/me/signing-keys', { body: { public_key: device.publicKey, label } });
  assert.equal(status, 201);
  return body.key_id;
}

test('a signed action, from enrolling a key to the audit entry', async () => {
  const device = createDevice();
  const key_id = await enrol(asCaptain, device);
  const payload = { new_quantity: 40, cause: 'stocktake' };
  const attempt = { action: 'adjust_stock', person: captain, entity_id: part.id, payload, key_id, device };

  const unsigned = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload });
  assert.deepEqual(codeOf(unsigned), [400, 'signature_required']);

  const signature = envelope(attempt);
  const done = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature });
  assert.equal(done.status, 200);
  assert.equal(await stockOf(part.id), 40);
  const { entry } = await lastEntry();
  assert.deepEqual(entry.signature, signature);

  const replayed = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature });
  assert.deepEqual(codeOf(replayed), [400, 'signature_replayed']);

  const altered = { ...payload, new_quantity: 41 };
  const forged = await run(asCaptain, 'adjust_stock', {
    entity_id: part.id,
    payload: altered,
    signature: envelope(attempt),
  });
  assert.deepEqual(codeOf(forged), [400, 'signature_invalid']);

  const signed_at = Math.floor(Date.now() / 1000) - 301;
  const stale = await run(asCaptain, 'adjust_stock', {
    entity_id: part.id,
    payload,
    signature: envelope({ ...attempt, changes: { signed_at } }),
  });
  assert.deepEqual(codeOf(stale), [400, 'signature_stale']);

  assert.equal((await asCaptain(`/v1/me/signing-keys/${key_id}`, { method: 'DELETE' })).status, 204);
  const revoked = await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature: envelope(attempt) });
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
  assert.deepEqual(codeOf(await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature: wrong })), [
    400,
    'signature_invalid',
  ]);
  const right = envelope({ ...attempt, sentence: kSentence, changes });
  assert.equal((await run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature: right })).status, 200);
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
    Array.from({ length: 6 }, () => run(asCaptain, 'adjust_stock', { entity_id: part.id, payload, signature })),
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

test('nothing that was sent here was answered with a 5xx', () => {
  assert.deepEqual(
    system.statuses.filter((status) => status >= 500),
    [],
  );
});
