// The core where memory ends: every vector is answered as ever, or with the error out_of_memory, and
// the next question is as good as if nothing had happened.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { AbiCore } from '../../wasm/js/dist/abi.js';
import { abi, dist } from './lib/builds.mjs';
import { allCases } from './lib/files.mjs';
import { limited } from './lib/limited.mjs';
import { answer } from './lib/vectors.mjs';

const bytes = readFileSync(new URL('core.wasm', dist));
const cases = allCases();

/** What a core says to every vector: its answer, or the code of the error thrown. */
async function answers(core) {
  const told = [];
  for (const one of cases) told.push(await answer(() => core, one).catch((error) => error.code));
  return told;
}

const plenty = await answers(abi()());

test('with memory enough every vector has an answer', () => {
  assert.deepEqual(
    plenty.filter((one) => !one.startsWith('{')),
    [],
  );
});

describe('with memory for little more than the module itself', () => {
  for (const pages of [0, 1, 4]) {
    test(`${pages} pages to grow: an answer is as ever, or out_of_memory`, async () => {
      const module = new WebAssembly.Module(limited(bytes, pages));
      const told = await answers(new AbiCore(() => module));
      const wrong = told.flatMap((one, i) =>
        one === plenty[i] || one === 'out_of_memory' ? [] : [`${cases[i].name}: ${one}`],
      );
      assert.deepEqual(wrong, []);
      const refused = told.filter((one) => one === 'out_of_memory').length;
      console.log(`${pages} pages: ${told.length - refused} answers, ${refused} times out of memory`);
    });
  }
});

describe('a document that grows until memory ends', () => {
  test('is answered, then refused, and a small one is answered in between', () => {
    const module = new WebAssembly.Module(limited(bytes, 64));
    const core = new AbiCore(() => module);
    const outcomes = new Set();
    for (let length = 1; length < 1 << 20; length *= 2) {
      const text = `[${'[],'.repeat(length)}0]`.slice(0, 1 << 20);
      try {
        outcomes.add(core.run('json.canonicalize', text).slice(0, 9));
      } catch (error) {
        outcomes.add(error.code);
      }
      assert.equal(core.run('json.canonicalize', '[1]'), '{"value":"[1]"}');
    }
    assert.ok(outcomes.has('{"value":'));
    assert.ok(outcomes.has('out_of_memory'));
  });
});
