import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startEdge } from './support/edge.mjs';
import { claimsOf, es256Key, hs256, startProvider } from './support/identity.mjs';
import { person } from './support/system.mjs';

// An edge whose database and identity provider are both away, and whose callers are held to five requests a minute.

const captain = person('Halcyon', 'captain');
const kSecret = Buffer.alloc(32, 7).toString('base64url');

let edge, provider, demo;

before(async () => {
  provider = await startProvider([]);
  provider.answer = (response) => response.writeHead(503).end();
  demo = await startProvider([]);
  const settings = {
    TOKEN_SECRET: kSecret,
    TOKEN_JWKS_URL: provider.url,
    RATE_LIMIT_PER_MINUTE: '5',
    DEMO_IDENTITY_URL: new URL(demo.url).origin,
  };
  edge = await startEdge({ databaseUrl: 'postgres://fairlead_edge:none@127.0.0.1:9/fairlead', settings });
});

after(async () => {
  await edge?.stop();
  provider.stop();
  demo.stop();
});

async function ask(path, token) {
  const response = await fetch(`${edge.url}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test('the edge lives, and says why it is not ready', async () => {
  assert.equal((await ask('/health')).status, 200);
  const { status, body } = await ask('/ready');
  assert.deepEqual([status, body.code], [503, 'not_ready']);
  assert.match(body.missing[0], /^database/);
});

test('a good token while the database is away: 503, not a fault of this program', async () => {
  const { status, body } = await ask('/v1/me', hs256(claimsOf(captain), kSecret));
  assert.deepEqual([status, body.code], [503, 'database_unavailable']);
});

test("a token of the provider's while its keys cannot be had: 503 with Retry-After", async () => {
  const { status, headers, body } = await ask('/v1/me', es256Key('first').token(claimsOf(captain)));
  assert.deepEqual([status, body.code], [503, 'key_set_unavailable']);
  assert.equal(headers.get('retry-after'), '30');
});

test('more than the rate: 429 with Retry-After, for this user alone', async () => {
  const mate = person('Halcyon', 'chief_officer');
  for (let i = 0; i < 5; i++) await ask('/v1/me', hs256(claimsOf(mate), kSecret));
  const { status, headers, body } = await ask('/v1/me', hs256(claimsOf(mate), kSecret));
  assert.deepEqual([status, body.code], [429, 'rate_limited']);
  assert.ok(Number(headers.get('retry-after')) >= 1);
  assert.equal((await ask('/v1/me', hs256(claimsOf(captain), kSecret))).status, 503);
});

test('demo sign-in is handed on, and says that it is one', async () => {
  demo.answer = (response) => response.end('{"people":[]}');
  const { status, headers, body } = await ask('/demo/people');
  assert.deepEqual([status, body], [200, { people: [] }]);
  assert.equal(headers.get('x-fairlead-demo'), 'true');
  assert.equal((await ask('/health')).body.demo, true);
  assert.equal((await ask('/demo/.well-known/jwks.json')).status, 404);
});
