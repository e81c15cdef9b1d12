import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('native/sql/schema.sql is what the migrations give', () => {
  const tool = fileURLToPath(new URL('../../tools/schema-dump', import.meta.url));
  const { status, stdout, stderr } = spawnSync(tool, ['--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
});
