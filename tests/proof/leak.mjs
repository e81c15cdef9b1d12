// Calls and compiled objects leave no memory behind: once each vector was asked twice, neither the
// module's memory nor the JavaScript heap grows, whatever is called however often, on both
// WebAssembly builds. node tests/proof/leak.mjs [--cases N]
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { Compiled, compile } from '../../wasm/js/dist/compiled.js';
import { abi, embind } from '../wasm/lib/builds.mjs';
import { allCases } from '../wasm/lib/files.mjs';
import { answer } from '../wasm/lib/vectors.mjs';
import { optionsOf } from './lib/cases.mjs';

const kMiB = 2 ** 20;
/** Two pages, once: objects that live longer come to lie between others in one order or another. */
const kModuleSlack = 2 * 65_536;
/** What the garbage collector may leave lying about. */
const kHeapSlack = 2 * kMiB;
/** Objects in each tenth that nobody disposes of. */
const kForgotten = 500;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Every memory that a module gets from now on. */
function watchMemories() {
  const memories = [];
  const Original = WebAssembly.Instance;
  WebAssembly.Instance = function (module, imports) {
    const instance = new Original(module, imports);
    memories.push(Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory));
    return instance;
  };
  return memories;
}

/** Bytes in use, after all garbage is gone and what was forgotten is given back. */
async function measure(memories) {
  for (let i = 0; i < 4; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const module = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  return { module, heap: process.memoryUsage().heapUsed };
}

/** One call after the other, taken from the vectors; each compiles, asks and gives back. */
async function askVectors(coreOf, cases, from, count) {
  for (let i = from; i < from + count; i++) await answer(coreOf, cases[i % cases.length]);
}

class Schema extends Compiled {
  validate(text) {
    return this.ask('schema.validate', text);
  }
}

/** Objects that nobody disposes of: the garbage collector finds them. */
function forgetObjects(coreOf, count) {
  for (let i = 0; i < count; i++) {
    const [held] = compile(coreOf('schema'), 'schema.compile', `{"const":${i}}`, '');
    new Schema(held).validate(String(i));
  }
}

/** First every vector twice, for buffers and caches to find their size; then nothing may grow. */
async function prove(name, coreOf, memories, { cases, calls }) {
  await askVectors(coreOf, cases, 0, 2 * cases.length);
  forgetObjects(coreOf, kForgotten);
  const warm = await measure(memories);
  const began = Date.now();
  const step = Math.ceil(calls / 10);
  let used = warm;
  for (let done = 0; done < calls; done += step) {
    await askVectors(coreOf, cases, done, step);
    forgetObjects(coreOf, kForgotten);
    used = await measure(memories);
    if (used.module > warm.module + kModuleSlack || used.heap > warm.heap + kHeapSlack) {
      throw new Error(`${name}: ${told(warm)} when warm, ${told(used)} after ${done + step} calls`);
    }
  }
  const micros = ((Date.now() - began) * 1000) / calls;
  return `${name}: ${calls.toLocaleString('en')} calls, ${micros.toFixed(0)} µs each; ${told(warm)} → ${told(used)}`;
}

const told = ({ module, heap }) => `module ${(module / kMiB).toFixed(2)} MiB, heap ${(heap / kMiB).toFixed(1)} MiB`;

/** Cases that take a memory of tens of MiB, or minutes when asked so often, are left to `hostile`. */
const ordinary = (one) => JSON.stringify(one).length < 20_000;

const { cases: calls } = optionsOf(process.argv, 1_000_000);
const cases = allCases().filter(ordinary);
for (const [name, make] of Object.entries({ 'C ABI': abi, Embind: embind })) {
  const memories = watchMemories();
  console.log(await prove(name, await make(), memories, { cases, calls }));
}
console.log(`leak: ${calls.toLocaleString('en')} calls on each build, and neither memory nor heap grew`);
