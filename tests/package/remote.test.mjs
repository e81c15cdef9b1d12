import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';

import { RemoteKeySet, RemoteVerifier } from '@fairlead/core/remote';

// As the documentation of RemoteKeySet has them.
const kSecond = 1000;
const kFreshMs = 600 * kSecond;
const kUsableMs = 3600 * kSecond;
const kRefetchMs = 30 * kSecond;
const kRetryMs = kSecond;
const kMaxKeySetBytes = 262_144;

const kKey = { kty: 'OKP', crv: 'Ed25519', kid: 'one', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

let server, url, requests, answer, clock, keys;

beforeEach(async () => {
  requests = 0;
  clock = 1_000_000;
  answer = (response) => response.end(JSON.stringify({ keys: [kKey] }));
  server = createServer((request, response) => {
    requests++;
    answer(response, request);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = new URL(`http://127.0.0.1:${server.address().port}/jwks.json`);
  keys = new RemoteKeySet(url, { clock: () => clock });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const refused = (reason) => ({
  code: 'key_set_unavailable',
  reason,
  message: /^The identity provider's key set cannot be had: [^_]+\.$/,
});

test('a set is fetched once and stays the same object while it is fresh', async () => {
  const first = await keys.current();
  assert.deepEqual(first, { keys: [kKey] });
  clock += kFreshMs - 1;
  assert.equal(await keys.current(), first);
  assert.equal(requests, 1);
});

test('after ten minutes it is fetched again', async () => {
  const first = await keys.current();
  clock += kFreshMs;
  assert.equal(await keys.current(), first); // it says the same, so it is the same object
  assert.equal(requests, 2);
  answer = (response) => response.end(JSON.stringify({ keys: [kKey, { ...kKey, kid: 'two' }] }));
  clock += kFreshMs;
  const second = await keys.current();
  assert.notEqual(second, first);
  assert.equal(second.keys.length, 2);
  assert.equal(requests, 3);
});

test('unknown keys cause at most one fetch in thirty seconds, however many there are', async () => {
  await keys.current();
  assert.equal(await keys.forUnknownKey('a'), null);
  clock += kRefetchMs - 1;
  for (let i = 0; i < 100; i++) assert.equal(await keys.forUnknownKey(`made up ${i}`), null);
  assert.equal(requests, 1);
  clock += 1;
  assert.notEqual(await keys.forUnknownKey('a'), null);
  assert.equal(await keys.forUnknownKey('b'), null);
  assert.equal(requests, 2);
});

test('the same unknown key causes no other fetch for ten minutes', async () => {
  await keys.current();
  clock += kRefetchMs;
  assert.notEqual(await keys.forUnknownKey('a'), null);
  const asked = clock;
  for (clock += kRefetchMs; clock < asked + kFreshMs; clock += kRefetchMs) {
    assert.equal(await keys.forUnknownKey('a'), null);
  }
  assert.equal(requests, 2);
  assert.notEqual(await keys.forUnknownKey('a'), null);
  assert.equal(requests, 3);
});

test('a failed fetch counts too', async () => {
  await keys.current();
  clock += kRefetchMs;
  answer = (response) => response.writeHead(500).end();
  assert.equal(await keys.forUnknownKey('a'), null);
  clock += kRefetchMs - 1;
  assert.equal(await keys.forUnknownKey('b'), null);
  assert.equal(requests, 2);
});

test('while the provider is down the last set serves for an hour, and no longer', async () => {
  const first = await keys.current();
  answer = (response) => response.destroy();
  clock += kUsableMs - 1;
  assert.equal(await keys.current(), first);
  clock += 1;
  await assert.rejects(keys.current(), refused('unreachable'));
});

test('after a quiet hour, requests that come together all get the new set', async () => {
  await keys.current();
  clock += kUsableMs;
  answer = (response) => response.end(JSON.stringify({ keys: [{ ...kKey, kid: 'two' }] }));
  const sets = await Promise.all([keys.current(), keys.current(), keys.current()]);
  assert.deepEqual(
    sets.flatMap(({ keys }) => keys.map(({ kid }) => kid)),
    ['two', 'two', 'two'],
  );
});

test('a provider that fails is asked once a second, also while there is no set at all', async () => {
  answer = (response) => response.writeHead(500).end();
  for (let i = 0; i < 5; i++) await assert.rejects(keys.current(), refused(i === 0 ? 'refused' : 'unreachable'));
  assert.equal(requests, 1);
  clock += kRetryMs;
  await assert.rejects(keys.current(), refused('refused'));
  assert.equal(requests, 2);
});

test('a redirect is refused, wherever it leads', async () => {
  answer = (response, request) => {
    if (request.url === '/jwks.json') response.writeHead(302, { location: '/elsewhere' }).end();
    else response.end(JSON.stringify({ keys: [kKey] }));
  };
  await assert.rejects(keys.current(), refused('refused'));
  assert.equal(requests, 1);
});

test('an address that is neither https nor on this machine is not asked', async () => {
  let asked = false;
  const fetcher = () => {
    asked = true;
  };
  const unsafe = new RemoteKeySet('http://keys.example/jwks.json', { fetch: fetcher, clock: () => clock });
  await assert.rejects(unsafe.current(), refused('unsafe_address'));
  assert.equal(asked, false);
});

test('a provider that does not answer is given up after five seconds', async () => {
  answer = () => undefined;
  const began = performance.now();
  await assert.rejects(keys.current(), refused('unreachable'));
  const elapsed = performance.now() - began;
  assert.ok(elapsed > 4_500 && elapsed < 8_000, `${elapsed} ms`);
});

test('a body that drips is given up as well', async () => {
  answer = (response) => {
    response.write('{"keys":[');
  };
  const began = performance.now();
  await assert.rejects(keys.current(), refused('unreachable'));
  assert.ok(performance.now() - began < 8_000);
});

test('a body over the limit is refused without being read to its end', async () => {
  answer = (response) => response.end(`{"keys":[],"pad":"${'x'.repeat(kMaxKeySetBytes)}"}`);
  await assert.rejects(keys.current(), refused('too_large'));
});

for (const [name, body] of [
  ['text that is not JSON', '<html>'],
  ['a document without keys', '{}'],
  ['keys that are no list', '{"keys":{}}'],
  ['a key that is no object', '{"keys":[null]}'],
  ['null', 'null'],
]) {
  test(`${name} is refused`, async () => {
    answer = (response) => response.end(body);
    await assert.rejects(keys.current(), refused('malformed'));
  });
}

test('a secret in a public set is dropped', async () => {
  answer = (response) => response.end(JSON.stringify({ keys: [{ kty: 'oct', k: 'AAAA' }, kKey] }));
  assert.deepEqual(await keys.current(), { keys: [kKey] });
});

const kNow = 1_700_000_000;

function signer(kid) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const segment = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${segment({ alg: 'EdDSA', kid })}.${segment({ sub: 'ann', exp: kNow + 60 })}`;
  const token = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  return { jwk: { ...publicKey.export({ format: 'jwk' }), kid }, token };
}

const serve = (...signers) => {
  answer = (response) => response.end(JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }));
};
const verifier = () => new RemoteVerifier({ url, policy: { algorithms: ['EdDSA'] }, clock: () => clock });

test('a verifier takes a new key as soon as a token names it, and drops one that is gone', async () => {
  const [old, young] = [signer('old'), signer('young')];
  serve(old);
  const remote = verifier();
  assert.equal((await remote.verify(old.token, kNow)).subject, 'ann');
  await assert.rejects(remote.verify(young.token, kNow), { code: 'token_key_unknown' });
  serve(young);
  clock += kRefetchMs;
  assert.equal((await remote.verify(young.token, kNow)).key_id, 'young');
  await assert.rejects(remote.verify(old.token, kNow), { code: 'token_key_unknown' }); // though it was remembered
  assert.equal(requests, 2);
});

test('a verifier answers while its source is down', async () => {
  const one = signer('one');
  serve(one);
  const remote = verifier();
  await remote.verify(one.token, kNow);
  answer = (response) => response.destroy();
  clock += kFreshMs;
  assert.equal((await remote.verify(one.token, kNow)).subject, 'ann');
  assert.equal((await remote.verifyCompact(one.token)).key_id, 'one');
  assert.equal(requests, 2);
});

test('a verifier without keys says so', async () => {
  serve();
  await assert.rejects(verifier().verify(signer('x').token, kNow), { code: 'key_set_empty' });
  answer = (response) => response.writeHead(503).end();
  await assert.rejects(verifier().verify(signer('x').token, kNow), refused('refused'));
});
