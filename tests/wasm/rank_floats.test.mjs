// Ranking from floats in memory gives what ranking from JSON gives, to the bit, in both builds.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { abi, embind } from './lib/builds.mjs';
import { random, randomVector } from './lib/random.mjs';

const kRounds = 400;
const builds = { abi: abi()('rank'), embind: (await embind())('rank') };

/** A request with all kinds of vectors: none, wrong length, zero, NaN, infinite, equal ones. */
function requestOf(seed) {
  const next = random(seed);
  const pick = (...things) => things[Math.floor(next() * things.length)];
  const dimensions = pick(1, 3, 16, 17, 64);
  const vector = (length) => randomVector(next, length);
  const some = () =>
    pick(
      () => null,
      () => vector(dimensions + 1),
      () => new Float32Array(dimensions),
      () => vector(dimensions).fill(NaN, 0, 1),
      () => vector(dimensions).fill(Infinity, 0, 1),
      ...Array(12).fill(() => vector(dimensions)),
    )();
  const count = Math.floor(next() * 30);
  return {
    ids: Array.from({ length: count }, (_, index) => `${pick('part', 'höhe', '注', '🚢')}-${index}`),
    fk: Array.from({ length: count }, () => pick(0, -0, 1, 1, next(), next() * 1e6)),
    vectors: Array.from({ length: count }, some),
    query: pick(null, vector(dimensions), vector(dimensions), vector(dimensions)),
    alpha: pick(0, 1, next(), next()),
    ...pick({}, { window: 1 + Math.floor(next() * 40) }),
  };
}

function asJson({ ids, fk, vectors, query, alpha, window }) {
  // JSON has no infinity; a number beyond the floats becomes one.
  const numbers = (vector) => vector && Array.from(vector, (n) => (n === Infinity ? 1e39 : n));
  const candidates = ids.map((id, index) => ({ id, fk: fk[index], vector: numbers(vectors[index]) }));
  return JSON.stringify({ candidates, query: { vector: numbers(query) }, alpha, window });
}

describe('rerank of floats', () => {
  for (const [build, core] of Object.entries(builds)) {
    test(`${build}: equals rerank of JSON`, () => {
      let ranked = 0;
      for (let seed = 1; seed <= kRounds; seed++) {
        const request = requestOf(seed);
        const { value } = JSON.parse(core.run('rank.rerank', asJson(request)));
        assert.deepStrictEqual(core.rerank(request), value, `seed ${seed}`);
        ranked += value.with_vector;
      }
      assert.ok(ranked > kRounds, 'most requests must have vectors to compare');
    });

    test(`${build}: answers the same errors`, () => {
      const request = { ids: ['a'], fk: [1], vectors: [null], query: null, alpha: 2 };
      const { error } = JSON.parse(core.run('rank.rerank', asJson(request)));
      assert.throws(() => core.rerank(request), { ...error, name: 'FairleadError' });
      assert.throws(() => core.rerank({ ...request, alpha: 0, fk: [NaN] }), { path: '/candidates/0/fk' });
      for (const window of [-1, 0, 1.5, 2 ** 60]) {
        const asked = { ...request, alpha: 0, window };
        const { error } = JSON.parse(core.run('rank.rerank', asJson(asked)));
        assert.throws(() => core.rerank(asked), { ...error, name: 'FairleadError' });
      }
    });
  }
});
