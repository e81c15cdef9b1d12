// What becomes of the package when its module runs out of memory in the middle of a call.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { AbiCore } from '../../wasm/js/dist/abi.js';
import { compiled } from './lib/builds.mjs';

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
