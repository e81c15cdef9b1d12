import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { after, before, test } from 'node:test';

import { claimsOf, es256Key, hs256 } from './support/identity.mjs';
import { person, startSystem } from './support/system.mjs';

const crew = person('Halcyon', 'crew');
const revoked = person('Halcyon', 'crew', { revoked: true });
const stranger = person('Stormpetrel', 'crew');

let system;

before(async () => {
  system = await startSystem({ TOKEN_ISSUERS: 'fairlead-demo', TOKEN_AUDIENCES: 'fairlead' });
});

after(() => system?.stop());

const me = (token) => system.call('/v1/me', { token });
const now = () => Math.floor(Date.now() / 1000);

async function refused(token, code) {
  const { status, headers, body } = await me(token);
  assert.deepEqual([status, body.code], [401, code]);
  assert.match(headers.get('www-authenticate'), /^Bearer/);
}

test("HS256 under the edge's secret is good", async () => {
  const { status, body } = await me(system.token(crew));
  assert.deepEqual([status, body.user_id], [200, crew.user_id]);
});

test('ES256 by a key of the published set is good', async () => {
  const { status, body } = await me(system.key.token(claimsOf(crew)));
  assert.deepEqual([status, body.user_id], [200, crew.user_id]);
});

test('the set is fetched once for many tokens', async () => {
  const { requests } = system.provider;
  for (let i = 0; i < 10; i++) assert.equal((await me(system.key.token(claimsOf(crew)))).status, 200);
  assert.equal(system.provider.requests, requests);
});

test('no token, and no bearer', async () => {
  await refused(undefined, 'token_missing');
  for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer ', '']) {
    const { status, body } = await system.call('/v1/me', { headers: { authorization } });
    assert.deepEqual([status, body.code], [401, 'token_missing'], authorization);
  }
});

test('expired, not yet valid, and without an end', async () => {
  await refused(system.token(crew, { exp: now() - 6 }), 'token_expired');
  await refused(system.token(crew, { nbf: now() + 60 }), 'token_not_yet_valid');
  await refused(system.token(crew, { exp: undefined }), 'token_claim_missing');
});

test('of another issuer, for another audience', async () => {
  await refused(system.token(crew, { iss: 'somebody' }), 'token_issuer');
  await refused(system.token(crew, { aud: 'something' }), 'token_audience');
});

test('without a user or a tenant, or with one that is no UUID', async () => {
  await refused(system.token(crew, { sub: undefined }), 'token_claim_missing');
  await refused(system.token(crew, { sub: 'me' }), 'token_claim_invalid');
  await refused(system.token(crew, { app_metadata: undefined }), 'token_claim_missing');
  await refused(system.token(crew, { app_metadata: { tenant_id: "' or true --" } }), 'token_claim_invalid');
  await refused(system.token(crew, { app_metadata: { tenant_id: 7 } }), 'token_claim_invalid');
});

test('a tampered signature, another secret, and text that is no token', async () => {
  const good = system.token(crew);
  await refused(good.slice(0, -2) + (good.endsWith('AA') ? 'BB' : 'AA'), 'token_signature_invalid');
  await refused(hs256(claimsOf(crew), Buffer.alloc(32, 1).toString('base64url')), 'token_signature_invalid');
  for (const text of ['x', 'a.b', 'a.b.c', '..', `${good}=`, good.replaceAll('.', '..')])
    await refused(text, 'token_malformed');
});

test('alg none, and an algorithm that is not allowed here', async () => {
  const segment = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  await refused(`${segment({ alg: 'none' })}.${segment(claimsOf(crew))}.`, 'token_alg_refused');
  await refused(hs256(claimsOf(crew), system.secret, { alg: 'HS512' }), 'token_alg_refused');
});

test('a public key taken for an HMAC secret opens nothing', async () => {
  const pem = createPublicKey({ key: system.key.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  for (const secret of [pem, JSON.stringify(system.key.jwk), Buffer.from(system.key.jwk.x, 'base64url')]) {
    const encoded = Buffer.from(secret).toString('base64url');
    await refused(hs256(claimsOf(crew), encoded), 'token_signature_invalid');
    await refused(hs256(claimsOf(crew), encoded, { kid: 'first' }), 'token_key_unknown');
  }
});

test('a revoked member, a stranger to the tenant, and nobody are all told so', async () => {
  await refused(system.token(revoked), 'token_revoked');
  await refused(system.token({ ...crew, tenant_id: stranger.tenant_id }), 'token_revoked');
  await refused(system.token({ ...crew, user_id: '00000000-0000-4000-8000-000000000000' }), 'token_revoked');
  for (const path of ['/v1/parts', '/v1/actions', '/v1/work-orders']) {
    const { status, body } = await system.call(path, { token: system.token(revoked) });
    assert.deepEqual([status, body.code], [401, 'token_revoked'], path);
  }
});

test('an action by a revoked member is 401 and changes nothing', async () => {
  const [part] = (await system.as(crew)('/v1/parts?limit=1')).body.items;
  const body = { entity_id: part.id, payload: { quantity: 1 } };
  const { status } = await system.call('/v1/actions/receive_part', { token: system.token(revoked), body, key: 'k' });
  assert.equal(status, 401);
  assert.equal((await system.as(crew)(`/v1/parts/${part.id}`)).body.stock, part.stock);
});

test('unknown keys, made up by the dozen, cost the provider nothing', async () => {
  const { requests } = system.provider;
  const impostor = es256Key('made-up');
  await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      refused(impostor.token(claimsOf(crew), { kid: `made-up-${index}` }), 'token_key_unknown'),
    ),
  );
  assert.ok(system.provider.requests - requests <= 1, `${system.provider.requests - requests} fetches`);
});

test('HS256 tokens stay good while the provider is down', async () => {
  system.provider.answer = (response) => response.destroy();
  try {
    assert.equal((await me(system.token(crew))).status, 200);
  } finally {
    system.provider.answer = null;
  }
});

test('demo sign-in does not exist unless it was set', async () => {
  assert.equal((await system.call('/demo/people')).status, 404);
  assert.equal((await system.call('/demo/token', { body: { user_id: crew.user_id } })).status, 404);
});

test('nothing that was sent here was answered with a 5xx', () => {
  assert.deepEqual(
    system.statuses.filter((status) => status >= 500),
    [],
  );
});
