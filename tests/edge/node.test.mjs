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

async function ask(path, { body, more = {}, ...headers } = {}) {
  const token = hs256(claimsOf(crew), settings.TOKEN_SECRET);
  const request = {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  };
  const response = await app.request(path, request, { ...settings, ...more });
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

test('summaries that are switched off are not asked for, and those there are stay', async () => {
  const [mail] = (await ask('/v1/emails?limit=1')).body.items;
  const more = { AI_SUMM_ENABLED: 'false' };
  const refused = await ask(`/v1/emails/${mail.id}/summarize`, { body: {}, more });
  assert.deepEqual([refused.status, refused.body.code], [409, 'summaries_off']);
  assert.equal((await ask(`/v1/emails/${mail.id}/summary`, { more })).body.state, 'none');
  const nowhere = await ask('/v1/emails/00000000-0000-4000-8000-000000000000/summarize', { body: {}, more });
  assert.equal(nowhere.status, 404, 'a mail that is not there is not there first');
  assert.equal((await ask(`/v1/emails/${mail.id}/summarize`, { body: {} })).status, 202);
});
