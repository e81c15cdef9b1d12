import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('no policy can be taken away or opened unnoticed', () => {
  const script = fileURLToPath(new URL('policy-mutation.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^\d+ changes of policies, \d+ checks: 0 unnoticed$/m);
});
