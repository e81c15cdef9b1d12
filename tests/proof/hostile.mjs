// Inputs of hostile size or shape: each is refused, or answered, in bounded time and without keeping
// memory. Where a busy machine lets an input wait, the processor's own time counts.
// node tests/proof/hostile.mjs [--cases N]: N times each.
import { readFileSync } from 'node:fs';

import { AbiCore } from '../../wasm/js/dist/abi.js';
import { compiled } from '../wasm/lib/builds.mjs';
import { optionsOf } from './lib/cases.mjs';

const MiB = 2 ** 20;
const kSettled = 3;
const base64url = (text) => Buffer.from(text).toString('base64url');
const deep = (depth, open, close) => open.repeat(depth) + close.repeat(depth);
const file = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const kSecret = base64url('0123456789abcdef0123456789abcdef');
const kVerifier = JSON.stringify({
  keys: { keys: [{ kty: 'oct', k: kSecret, alg: 'HS256' }] },
  policy: { algorithms: ['HS256'] },
});
const kNow = 1.8e9;
const kHeader = base64url('{"alg":"HS256"}');
const token = (text) => ({ set: ['token.compile', kVerifier], ask: ['token.verify', text, kNow] });
const json = (text) => ({ run: ['json.canonicalize', text] });
const schema = (document, text) => ({ set: ['schema.compile', document, ''], ask: ['schema.validate', text] });
const action = (text) => ({
  set: ['action.compile', file('edge/registry/actions.json')],
  ask: ['action.evaluate', text],
});

const kManyNames = Array.from({ length: 50_000 }, (_, i) => `"k${i}":0`).join(',');

const kDown = '{"type":"array","items":{"$ref":"#"}}';

/** Name → what is asked, and the milliseconds it may take. */
const kCases = {
  'a token of 10 MiB': { ...token('a'.repeat(10 * MiB)), most: 10 },
  'a token of 10 MiB of dots': { ...token('.'.repeat(10 * MiB)), most: 10 },
  'a header 100,000 deep': { ...token(`${base64url(deep(1e5, '[', ']'))}.e30.`), most: 10 },
  'a header 100,000 objects deep': { ...token(`${base64url(deep(1e5, '{"a":', '}'))}.e30.`), most: 10 },
  'a header 3,000 deep': { ...token(`${base64url(deep(3e3, '[', ']'))}.e30.`), most: 10 },
  'claims 3,000 deep': { ...token(`${kHeader}.${base64url(deep(3e3, '[', ']'))}.`), most: 10 },
  'JSON 500,000 deep': { ...json(deep(5e5, '[', ']')), most: 10 },
  'JSON that never closes': { ...json('{"a":['.repeat(1e5)), most: 10 },
  'a number of 1,000,000 digits': { ...json('9'.repeat(1e6)), most: 50 },
  'a fraction of 1,000,000 digits': { ...json(`0.${'3'.repeat(1e6)}`), most: 50 },
  'an exponent of 1,000,000 digits': { ...json(`1e${'9'.repeat(1e6)}`), most: 50 },
  '50,000 members of one object': { ...json(`{${kManyNames}}`), most: 50 },
  'one name 50,000 times': { ...json(`{${'"a":0,'.repeat(49_999)}"a":0}`), most: 50 },
  '1 MiB of escapes': { ...json(`"${'\\u0041'.repeat(MiB / 6 - 1)}"`), most: 50 },
  'a pattern that backtracks elsewhere': { ...schema('{"pattern":"^(a+)+$"}', `"${'a'.repeat(1e5)}!"`), most: 10 },
  'alternatives that backtrack elsewhere': {
    ...schema('{"pattern":"^(a|aa|a*)*b$"}', `"${'a'.repeat(1e5)}"`),
    most: 50,
  },
  'a large count in a pattern': {
    set: ['schema.compile', '{"pattern":"((a{0,1000}){0,1000}){0,1000}"}', ''],
    most: 50,
  },
  'a schema that refers to itself': { ...schema('{"$ref":"#"}', '1'), most: 10 },
  'two ways down at each of 60 steps': {
    ...schema(`{"anyOf":[${kDown},${kDown}]}`, `${'['.repeat(60)}1${']'.repeat(60)}`),
    most: 2000,
  },
  'items that must differ, 20,000': {
    ...schema('{"uniqueItems":true}', JSON.stringify(Array.from({ length: 20_000 }, (_, i) => i))),
    most: 100,
  },
  'a payload 100,000 deep': { ...action(`{"action":"add_note","payload":${deep(1e5, '[', ']')}}`), most: 10 },
  'a payload of 50,000 fields': { ...action(`{"action":"add_note","payload":{${kManyNames}}}`), most: 50 },
};

const memory = { of: null };

/** A core whose instance's memory can be looked at. */
function watchedCore() {
  const Original = WebAssembly.Instance;
  const core = new AbiCore(() => compiled('core'));
  WebAssembly.Instance = function (module) {
    const instance = new Original(module);
    memory.of = instance.exports.memory;
    return instance;
  };
  core.run('json.canonicalize', '1');
  WebAssembly.Instance = Original;
  return core;
}

/** Compiles, asks and gives everything back; gives the answer that came last. */
function question(core, { set, ask, run }) {
  if (run) return core.run(...run);
  const { answer, object } = core.compile(...set);
  if (!object) return answer;
  const answered = ask ? core.ask(object, ...ask) : answer;
  core.release(object);
  return answered;
}

/**
 * Milliseconds of the quickest try, and of the processor for a try on average (its clock is coarse);
 * and how much memory the tries added once it had settled.
 */
function measure(asked, times) {
  const core = watchedCore();
  const answer = question(core, asked);
  for (let i = 1; i < kSettled; i++) question(core, asked);
  const settled = memory.of.buffer.byteLength;
  let quickest = Infinity;
  const before = process.threadCpuUsage();
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    question(core, asked);
    quickest = Math.min(quickest, performance.now() - began);
  }
  const { user, system } = process.threadCpuUsage(before);
  return { quickest, spent: (user + system) / 1000 / times, grown: memory.of.buffer.byteLength - settled, answer };
}

const { cases } = optionsOf(process.argv, 5);
let broken = 0;
for (const [name, { most, ...asked }] of Object.entries(kCases)) {
  const { quickest, spent, grown, answer } = measure(asked, cases);
  const good = Math.min(quickest, spent) <= most && grown === 0;
  if (!good) broken++;
  const told = answer.length > 60 ? `${answer.slice(0, 60)}…` : answer;
  const times = `${quickest.toFixed(2).padStart(9)} ms (processor ${spent.toFixed(1)}) of ${most}`;
  console.log(`${good ? 'held  ' : 'BROKEN'} ${name.padEnd(40)}${times}, ${grown} bytes kept  ${told}`);
}
console.log(`${Object.keys(kCases).length} hostile inputs, ${cases} times each: ${broken} broken`);
process.exitCode = broken === 0 ? 0 : 1;
