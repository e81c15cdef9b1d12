// A set of vectors ranks as the vectors themselves do, to the bit, in both builds; what it holds is
// what was last put, and it gives its memory back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { AbiCore } from '../../wasm/js/dist/abi.js';
import { abi, compiled, dist, embind } from './lib/builds.mjs';
import { limited } from './lib/limited.mjs';
import { random, randomVector } from './lib/random.mjs';

const builds = { abi: abi()('rank'), embind: (await embind())('rank') };

/** A set as the package's VectorSet asks the core for it. */
class OpenSet {
  constructor(core, setup) {
    const { answer, object } = core.compile('rank.open', JSON.stringify(setup));
    Object.assign(this, { core, object, opened: JSON.parse(answer) });
  }
  put(ids, vectors) {
    return JSON.parse(this.core.put(this.object, { ids, vectors }));
  }
  remove(ids) {
    return JSON.parse(this.core.ask(this.object, 'rank.remove', JSON.stringify({ ids })));
  }
  rerank(input) {
    return this.core.rerank(input, this.object);
  }
  release() {
    this.core.release(this.object);
  }
}

describe('vector set', () => {
  for (const [build, core] of Object.entries(builds)) {
    test(`${build}: ranks as the vectors themselves`, () => {
      for (let seed = 1; seed <= 150; seed++) {
        const next = random(seed);
        const dimensions = 1 + Math.floor(next() * 80);
        const ids = Array.from(
          { length: 1 + Math.floor(next() * 20) },
          (_, i) => `${['part', '注', '🚢'][i % 3]}-${i}`,
        );
        const vectors = ids.map(() => (next() < 0.2 ? null : randomVector(next, dimensions)));
        const set = new OpenSet(core, { dimensions });
        const known = ids.filter((_, i) => vectors[i]);
        const { value } = set.put(known, vectors.filter(Boolean));
        assert.deepEqual(value, { faults: [], size: known.length });
        const fk = ids.map(() => Math.floor(next() * 4));
        const asked = { ids, fk, query: randomVector(next, dimensions), alpha: next() };
        assert.deepStrictEqual(set.rerank(asked), core.rerank({ ...asked, vectors }), `seed ${seed}`);
        set.release();
      }
    });

    test(`${build}: holds what was last put under each id`, () => {
      const next = random(7);
      const set = new OpenSet(core, { dimensions: 3 });
      const model = new Map();
      for (let step = 0; step < 600; step++) {
        const id = `id-${Math.floor(next() * 25)}`;
        if (next() < 0.3) {
          assert.equal(set.remove([id]).value.removed, model.delete(id) ? 1 : 0);
        } else {
          model.set(id, randomVector(next, 3));
          set.put([id], [model.get(id)]);
        }
        assert.equal(set.remove([]).value.size, model.size);
      }
      const ids = [...model.keys()];
      const asked = { ids, fk: ids.map(() => 1), query: new Float32Array([1, 2, 3]), alpha: 1 };
      assert.deepStrictEqual(set.rerank(asked), core.rerank({ ...asked, vectors: [...model.values()] }));
      set.release();
    });

    test(`${build}: keeps no vector that cannot be compared, nor compares another model's`, () => {
      const set = new OpenSet(core, { dimensions: 2, model: 'm1' });
      assert.deepEqual(set.opened, { value: { dimensions: 2, model: 'm1' } });
      const good = new Float32Array([1, 0]);
      set.put(['a', 'b'], [good, good]);
      const bad = [new Float32Array(2), new Float32Array(3), new Float32Array([NaN, 1]), null];
      const codes = ['vector_zero', 'vector_dimension', 'vector_nan', 'vector_missing'];
      bad.forEach((vector, i) => {
        assert.deepEqual(set.put(['a'], [vector]).value, { faults: [{ code: codes[i], id: 'a' }], size: 1 });
      });
      const asked = { ids: ['a', 'b'], fk: [1, 2], query: good, alpha: 1 };
      assert.equal(set.rerank({ ...asked, model: 'm1' }).with_vector, 1);
      assert.deepEqual(set.rerank({ ...asked, model: 'm2' }).faults, [{ code: 'vector_model', id: 'b' }]);
      set.release();
    });

    test(`${build}: refuses what is no set and what is no text`, () => {
      for (const setup of [{ dimensions: 0 }, { dimensions: 16385 }, { dimensions: 2, more: 1 }, {}]) {
        const { opened, object } = new OpenSet(core, setup);
        assert.equal(opened.error.code, 'request_invalid');
        assert.equal(object, null);
      }
      const set = new OpenSet(core, { dimensions: 2 });
      const lone = ['a', 'b\ud800'];
      const vectors = [new Float32Array([1, 0]), new Float32Array([1, 0])];
      assert.equal(set.put(lone, vectors).error.path, '/ids/1');
      const asked = { ids: lone, fk: [1, 2], query: vectors[0], alpha: 1 };
      assert.throws(() => set.rerank(asked), { code: 'request_invalid', path: '/ids/1' });
      assert.throws(() => core.rerank({ ...asked, vectors }), { code: 'request_invalid', path: '/ids/1' });
      // Two halves in two ids are two faults, not one character.
      assert.throws(() => core.rerank({ ...asked, vectors, ids: ['\ud83d', '\ude00'] }), { path: '/ids/0' });
      set.release();
    });
  }
});

describe('the memory of vector sets', () => {
  const bytes = readFileSync(new URL('core.wasm', dist));
  /** A core with so many pages of 64 KiB beyond what its module begins with. */
  const withPages = (pages) => {
    const module = new WebAssembly.Module(limited(bytes, pages));
    return new AbiCore(() => module);
  };
  const long = (i) => new Float32Array(16_384).fill(i + 1);

  test('is given back: 20,000 sets of half a megabyte fit into two, one after the other', () => {
    const core = withPages(32);
    const ids = Array.from({ length: 8 }, (_, i) => `${i}`);
    const vectors = ids.map((_, i) => long(i));
    for (let round = 0; round < 20_000; round++) {
      const set = new OpenSet(core, { dimensions: 16_384 });
      if (round % 100 === 0) assert.equal(set.put(ids, vectors).value.size, 8);
      else set.put(['a'], [vectors[0]]);
      set.release();
    }
  });

  test('ends with vector_set_full, after which the set is good', () => {
    const set = new OpenSet(withPages(64), { dimensions: 16_384 });
    let kept = 0;
    let answer;
    for (; !answer?.error && kept < 1000; kept++) answer = set.put([`${kept}`], [long(kept)]);
    assert.equal(answer.error.code, 'vector_set_full');
    assert.ok(kept > 10 && kept < 70, `${kept} were kept`);
    const asked = { ids: ['0', '1', `${kept}`], fk: [3, 2, 1], query: null, alpha: 1 };
    assert.equal(set.rerank(asked).items.length, 3);
    // Two, for what the calls themselves need may settle in the room of one.
    assert.equal(set.remove(['0', '1']).value.removed, 2);
    assert.deepEqual(set.put(['again'], [long(1)]).value.faults, []);
  });

  test('is lost with the instance, and the set says so', () => {
    const core = abi()('rank');
    const set = new OpenSet(core, { dimensions: 2 });
    core.use(compiled('core'));
    assert.throws(() => set.put(['a'], [new Float32Array([1, 0])]), { code: 'handle_invalid' });
    assert.throws(() => set.remove(['a']), { code: 'handle_invalid' });
    set.release();
  });
});
