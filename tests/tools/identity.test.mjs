import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { answers } from '../../tools/lib/net.mjs';
import { root } from '../../tools/lib/settings.mjs';
import { freePort } from '../edge/support/edge.mjs';

const { people } = JSON.parse(readFileSync(path.join(root, 'tools/demo/people.json')));
let folder, server, url;

before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-identity-'));
  await start();
});

after(() => {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function start() {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, FAIRLEAD_IDENTITY_PORT: String(port), FAIRLEAD_DATA: folder };
  server = spawn(process.execPath, ['tools/identity/server.mjs'], { cwd: root, env, stdio: 'ignore' });
  assert.ok(await answers(`${url}/health`));
}

const keySet = async () => (await fetch(`${url}/.well-known/jwks.json`)).json();
const tokenFor = (body) => fetch(`${url}/token`, { method: 'POST', body: JSON.stringify(body) });
const decode = (segment) => JSON.parse(Buffer.from(segment, 'base64url'));

test('a person gets a token that the published key verifies', async () => {
  const [person] = people;
  const { token } = await (await tokenFor({ user_id: person.user_id })).json();
  const [header, claims, signature] = token.split('.');
  const { alg, kid } = decode(header);
  const { keys } = await keySet();
  const key = createPublicKey({ key: keys.find((one) => one.kid === kid), format: 'jwk' });
  const good = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  assert.equal(alg, 'ES256');
  assert.ok(good);
  const { sub, app_metadata, exp, iat } = decode(claims);
  assert.deepEqual([sub, app_metadata.tenant_id, exp - iat], [person.user_id, person.tenant_id, 3600]);
});

test("the published set holds no private part, and the file is its owner's alone", async () => {
  const { keys } = await keySet();
  for (const key of keys) assert.ok(!('d' in key));
  assert.equal(statSync(path.join(folder, 'identity/private.jwk.json')).mode & 0o777, 0o600);
});

test('the key stays the same after a new start', async () => {
  const before = await keySet();
  server.kill();
  await start();
  assert.deepEqual(await keySet(), before);
});

test('nobody else gets a token', async () => {
  assert.equal((await tokenFor({ user_id: 'somebody' })).status, 404);
  assert.equal((await tokenFor({})).status, 400);
  assert.equal((await fetch(`${url}/token`, { method: 'POST', body: 'x'.repeat(5000) })).status, 400);
});
