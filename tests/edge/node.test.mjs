import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';

import { createApp } from '../../edge/src/app.ts';
import { createDatabase } from './support/database.mjs';
import { claimsOf, hs256 } from './support/identity.mjs';
import { newKey, person } from './support/system.mjs';

// The same application in this very process: Node instead of workerd.

const crew = person('Halcyon', 'crew');
const app = createApp();
let database, settings, log;

before(async () => {
  database = await createDatabase();
  settings = { DATABASE_URL: database.edgeUrl, TOKEN_SECRET: randomBytes(32).toString('base64url') };
  log = console.log;
  console.log = () => undefined;
});

after(async () => {
  console.log = log;
  await database?.drop();
});

async function ask(path, { body, ...headers } = {}) {
  const token = hs256(claimsOf(crew), settings.TOKEN_SECRET);
  const request = {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  };
  const response = await app.request(path, request, settings);
  return { status: response.status, body: await response.json() };
}

test('the same application answers in Node', async () => {
  const { status, body } = await ask('/v1/me');
  assert.deepEqual([status, body.name], [200, crew.name]);
  assert.equal((await ask('/ready')).status, 200);
});

test('and acts', async () => {
  const [part] = (await ask('/v1/parts?limit=1')).body.items;
  const sent = { body: { entity_id: part.id, payload: { quantity: 2 } }, 'idempotency-key': newKey() };
  const done = await ask('/v1/actions/receive_part', sent);
  assert.deepEqual([done.status, done.body.result.stock], [201, part.stock + 2]);
  assert.equal((await ask('/v1/actions/receive_part', sent)).status, 409);
});

test('without settings it says all that is missing', async () => {
  const response = await app.request('/ready', {}, {});
  const { missing } = await response.json();
  assert.equal(response.status, 503);
  assert.equal(missing.length, 2);
});
