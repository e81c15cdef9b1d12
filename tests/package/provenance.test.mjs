// The package tells what it was made of, and tells it truly.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { provenance } from '@fairlead/core/provenance';

const folder = new URL('../../wasm/js/', import.meta.url);

test('the modules are those whose digests it names, and no others', () => {
  const dist = new URL('dist/', folder);
  const found = readdirSync(dist).filter((file) => file.endsWith('.wasm'));
  assert.deepEqual(found.sort(), provenance.modules.map(({ file }) => file).sort());
  for (const { file, bytes, sha256 } of provenance.modules) {
    const content = readFileSync(new URL(file, dist));
    assert.equal(content.length, bytes, file);
    assert.equal(createHash('sha256').update(content).digest('hex'), sha256, file);
  }
});

test('it names the package, the commit, the tools and their options, and no folder of the builder', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  assert.deepEqual([provenance.name, provenance.version], [name, version]);
  if (provenance.source) assert.match(provenance.source.commit, /^[0-9a-f]{40}$/);
  for (const tool of ['clang', 'emscripten', 'boost', 'libsodium', 'typescript']) {
    assert.match(provenance.tools[tool], /\d+\.\d+/, tool);
  }
  for (const { file, compile, link } of provenance.modules) {
    assert.match(compile, /-msimd128.*-flto/, file);
    assert.match(link, /-flto/, file);
  }
  assert.doesNotMatch(JSON.stringify(provenance), /(^|[ ="])\/[a-z]/);
});
