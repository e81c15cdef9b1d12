// Every vector on both WebAssembly builds, and their answers next to the native build's: the three
// must agree to the byte, errors and all.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { abi, embind } from './lib/builds.mjs';
import { allCases } from './lib/files.mjs';
import { nativeAnswers } from './lib/native.mjs';
import { answer, fault } from './lib/vectors.mjs';

const cases = allCases();
const builds = { abi: abi(), embind: await embind() };
const answers = {};

describe('vectors', () => {
  for (const [build, coreOf] of Object.entries(builds)) {
    test(`${build} gives the expected answers`, async () => {
      const lines = [];
      const faults = [];
      for (const one of cases) {
        const answered = await answer(coreOf, one);
        const wrong = fault(one, answered);
        if (wrong) faults.push(`${one.name}: ${wrong}`);
        lines.push(`${one.name}\t${answered}`);
      }
      answers[build] = lines.sort();
      console.log(`${build}: ${lines.length} vectors, ${lines.length - faults.length} passed`);
      assert.deepEqual(faults, []);
    });
  }

  test('abi and embind answer the same, byte for byte', () => {
    assert.ok(answers.abi.length > 0);
    assert.deepEqual(answers.embind, answers.abi);
  });

  const native = nativeAnswers();
  test('native answers the same, byte for byte', { skip: !native && 'vectors_native is not built' }, () => {
    console.log(`native: ${native.length} vectors`);
    assert.deepEqual(answers.abi, native);
  });
});
