// What the lock file promises: every package by version and digest, and no address of a registry.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { root } from '../../tools/lib/settings.mjs';

const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
const packages = Object.entries(lock.packages).filter(
  ([name, entry]) => name.startsWith('node_modules/') && !entry.link,
);

test('every package has a version and a digest', () => {
  const without = packages.filter(([, { version, integrity }]) => !version || !integrity).map(([name]) => name);
  assert.deepEqual(without, []);
});

test('no package names where it was downloaded from', () => {
  const named = packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name);
  assert.deepEqual(named, []);
});
