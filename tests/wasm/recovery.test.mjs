// What becomes of the package when its module runs out of memory in the middle of a call.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { AbiCore } from '../../wasm/js/dist/abi.js';
import { compiled, dist, embindModule } from './lib/builds.mjs';
import { limited } from './lib/limited.mjs';

const kMostPages = 65536;
const kTwoGiB = 32768;
const kMostObjects = 65536;
const kLength = 300_000;
const schema = ['schema.compile', '{"type":"array"}', ''];

/** The memories of all instances made while the work is done. */
function memoriesOf(work) {
  const Original = WebAssembly.Instance;
  const memories = [];
  WebAssembly.Instance = function (module) {
    const instance = new Original(module);
    memories.push(instance.exports.memory);
    return instance;
  };
  try {
    work(memories);
  } finally {
    WebAssembly.Instance = Original;
  }
  return memories;
}

/** Leaves no more than what the module has at hand already. */
function exhaust(memory) {
  memory.grow(kMostPages - memory.buffer.byteLength / 65536);
}

describe('a call that runs out of memory', () => {
  test('is an error; the next has a fresh instance, and compiled objects live on in it', () => {
    const core = new AbiCore(() => compiled('core'));
    const memories = memoriesOf((made) => {
      const { object } = core.compile(...schema);
      core.run('json.canonicalize', `"${'x'.repeat(kLength)}"`);
      exhaust(made[0]);
      const greedy = `[${'0,'.repeat(kLength / 2)}0]`;
      assert.throws(() => core.run('json.canonicalize', greedy), { code: 'out_of_memory' });
      assert.match(core.run('json.canonicalize', greedy), /^{"value"/);
      assert.equal(core.ask(object, 'schema.validate', '[]'), '{"value":{"valid":true,"violations":[]}}');
      core.release(object);
    });
    assert.equal(memories.length, 2);
  });

  test('is an error before anything is done when not even the input fits', () => {
    const core = new AbiCore(() => compiled('core'));
    const memories = memoriesOf((made) => {
      core.run('json.canonicalize', '[1]');
      exhaust(made[0]);
      assert.throws(() => core.run('json.canonicalize', `"${'x'.repeat(3_000_000)}"`), { code: 'out_of_memory' });
      assert.equal(core.run('json.canonicalize', '[1]'), '{"value":"[1]"}');
    });
    assert.equal(memories.length, 1);
  });
});

describe('a call that JavaScript itself finds fault with', () => {
  test('costs no instance, and so no vector set', () => {
    const core = new AbiCore(() => compiled('core'));
    const { object } = core.compile('rank.open', '{"dimensions":1}');
    core.put(object, { ids: ['a'], vectors: [new Float32Array([1])] });
    assert.throws(() => core.put(object, { ids: null }), TypeError);
    assert.throws(() => core.rerank({ ids: ['a', null], fk: null, query: null, alpha: 1 }), { code: 'text_needed' });
    assert.throws(() => core.rerank({ ids: ['a'], fk: null, query: null, alpha: 1 }), TypeError);
    assert.equal(core.ask(object, 'rank.remove', '{"ids":[]}'), '{"value":{"removed":0,"size":1}}');
  });
});

describe('an Embind module that stopped', () => {
  test('says so, and answers nothing any more', async () => {
    const bytes = limited(readFileSync(new URL('schema.wasm', dist)), 1);
    const core = await embindModule('schema', new WebAssembly.Module(bytes));
    assert.equal(core.run('json.canonicalize', '[1]'), '{"value":"[1]"}');
    const stopped = { name: 'FairleadError', code: 'core_fault', message: /load the page anew/ };
    assert.throws(() => core.run('json.canonicalize', `[${'0,'.repeat(5 * kLength)}0]`), stopped);
    assert.throws(() => core.run('json.canonicalize', '[1]'), stopped);
  });
});

describe('memory above 2 GiB', () => {
  test('is as good as any other', () => {
    const core = new AbiCore(() => compiled('core'));
    memoriesOf((made) => {
      core.run('json.canonicalize', '[1]');
      made[0].grow(kTwoGiB + 1);
      const text = `"${'x'.repeat(kLength)}"`;
      assert.equal(core.run('json.canonicalize', text).length, text.length + '{"value":"\\"\\""}'.length - 2);
      const count = 20_000;
      const ids = Array.from({ length: count }, (_, index) => `part-${index}`);
      const vectors = Array(count).fill(null);
      const { items } = core.rerank({ ids, fk: Array(count).fill(1), vectors, query: null, alpha: 1 });
      assert.equal(items.length, count);
      assert.equal(made.length, 1, 'the instance lives on');
    });
  });
});

describe('a compiled object for which a fresh instance has no place', () => {
  test('is an error, and never another object that got its number', () => {
    const core = new AbiCore(() => compiled('core'));
    const { object } = core.compile(...schema);
    core.use(compiled('core'));
    const others = [];
    for (let made = 0; made < kMostObjects; ++made)
      others.push(core.compile('schema.compile', '{"type":"string"}', '').object);
    assert.throws(() => core.ask(object, 'schema.validate', '[]'), { code: 'handle_exhausted' });
    core.release(others[0]);
    assert.equal(core.ask(object, 'schema.validate', '[]'), '{"value":{"valid":true,"violations":[]}}');
  });
});
