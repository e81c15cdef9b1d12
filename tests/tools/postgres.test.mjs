// The private cluster as tools/postgres leaves it: passwords only, loopback only, durable, and roles
// without powers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { test } from 'node:test';

import postgres from 'postgres';

import { superuser } from '../../tools/lib/postgres.mjs';
import { secrets } from '../../tools/lib/secrets.mjs';
import { root, secretsFile } from '../../tools/lib/settings.mjs';

test('secrets are readable by their owner alone', () => {
  assert.equal(statSync(secretsFile).mode & 0o777, 0o600);
});

test('the server is durable, listens on loopback by TCP only and keeps scram passwords', () => {
  const setting = (name) => superuser(`show ${name}`);
  assert.equal(setting('fsync'), 'on');
  assert.equal(setting('synchronous_commit'), 'on');
  assert.equal(setting('listen_addresses'), '127.0.0.1');
  assert.equal(setting('unix_socket_directories'), '');
  assert.equal(setting('password_encryption'), 'scram-sha-256');
});

for (const name of ['OWNER', 'EDGE', 'WORKER']) {
  test(`fairlead_${name.toLowerCase()} enters with its password, without powers`, async () => {
    const sql = postgres(secrets()[`FAIRLEAD_${name}_URL`], { max: 1 });
    try {
      const [role] = await sql`
        select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as powerful
        from pg_roles where rolname = current_user`;
      assert.deepEqual({ ...role }, { rolname: `fairlead_${name.toLowerCase()}`, powerful: false });
    } finally {
      await sql.end();
    }
  });
}

test('a start on another port leaves the server where it is, and says so', () => {
  const { port } = new URL(secrets().FAIRLEAD_EDGE_URL);
  const env = { ...process.env, FAIRLEAD_PG_PORT: String(Number(port) + 1) };
  const { status, stderr } = spawnSync('tools/postgres', ['start'], { cwd: root, env, encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`runs already, on port ${port}`));
  assert.equal(superuser('select 1'), '1');
});

test('a wrong password is refused', async () => {
  const url = new URL(secrets().FAIRLEAD_EDGE_URL);
  url.password = 'wrong';
  const sql = postgres(url.href, { max: 1 });
  await assert.rejects(sql`select 1`, { code: '28P01' });
  await sql.end();
});
