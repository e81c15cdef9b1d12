// What a page or an isolate has to load. The limits are the project's targets.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { dist, moduleNames } from './lib/builds.mjs';

const kKilobyte = 1024;
const kLimits = { 'core.wasm': 200, ...Object.fromEntries(moduleNames.map((name) => [`${name}.wasm`, 120])) };

describe('sizes', () => {
  for (const [file, limit] of Object.entries(kLimits)) {
    test(`${file} is at most ${limit} KB in gzip`, () => {
      const bytes = readFileSync(new URL(file, dist));
      const zipped = gzipSync(bytes, { level: 9 }).length;
      console.log(`${file}: ${bytes.length} bytes, ${zipped} in gzip`);
      assert.ok(zipped <= limit * kKilobyte);
    });
  }
});
