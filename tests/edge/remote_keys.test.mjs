import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';

import { kFreshMs, kMaxBytes, kRefetchMs, kRetryMs, kUsableMs, RemoteKeys } from '../../edge/src/token/remote_keys.ts';

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
  keys = new RemoteKeys(url, { now: () => clock });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const refused = (reason) => ({
  name: 'KeySetError',
  message: `The identity provider's key set cannot be had: ${reason}.`,
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
  assert.notEqual(await keys.current(), first);
  assert.equal(requests, 2);
});

test('an unknown key causes at most one fetch in thirty seconds', async () => {
  await keys.current();
  assert.equal(await keys.forUnknownKey(), null);
  clock += kRefetchMs - 1;
  assert.equal(await keys.forUnknownKey(), null);
  assert.equal(requests, 1);
  clock += 1;
  assert.notEqual(await keys.forUnknownKey(), null);
  assert.equal(await keys.forUnknownKey(), null);
  assert.equal(requests, 2);
});

test('a failed fetch counts too', async () => {
  await keys.current();
  clock += kRefetchMs;
  answer = (response) => response.writeHead(500).end();
  assert.equal(await keys.forUnknownKey(), null);
  clock += kRefetchMs - 1;
  assert.equal(await keys.forUnknownKey(), null);
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
  const sets = await Promise.all([keys.current(), keys.current(), keys.current()]);
  assert.equal(sets.length, 3);
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
  const unsafe = new RemoteKeys(new URL('http://keys.example/jwks.json'), { fetch: fetcher, now: () => clock });
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
  answer = (response) => response.end(`{"keys":[],"pad":"${'x'.repeat(kMaxBytes)}"}`);
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
