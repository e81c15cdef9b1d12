// The reader of JSON agrees with another: what JSON.parse takes is read and written as JavaScript
// writes it, but for what the rules refuse beyond it; what JSON.parse refuses is refused. All cases
// are put to the native build as well. node tests/proof/json.mjs [--cases N] [--seed S]
import { abi } from '../wasm/lib/builds.mjs';
import { compare, optionsOf } from './lib/cases.mjs';
import { mutate } from './lib/mutate.mjs';
import { Random } from './lib/random.mjs';
import { canonicalize } from './lib/strict_json.mjs';

const kBatch = 50_000;
const kDeepest = 6;
const kNames = ['', 'a', 'b', 'name', 'a/b', '~', 'ä', '€', '\u{1f600}', '\ue000', '__proto__', 'toString', '"', '\\'];
const kWords = [
  ...[
    '{"a":1,"a":2}',
    '{"\\u0061":1,"a":2}',
    '[[',
    ']]',
    '"\\ud83d\\ude00"',
    '"\\ud83d"',
    '"\\udc00x"',
    '\\u0000',
    '/**/',
  ],
  ...[
    '1e400',
    '-1e400',
    '1e-400',
    '0e999999999999',
    '9007199254740991',
    '9007199254740992',
    '-9007199254740993',
    '1e21',
  ],
  ...[
    '18446744073709551616',
    '9007199254740992.0',
    '123456789012345678901234567890',
    '0.1e22',
    '-0',
    '-0.0',
    '1E+2',
    '01',
  ],
  ...['true', 'false', 'null', 'nul', 'NaN', 'Infinity', '\ufeff', '\u00a0', ',,', '[' + '1,'.repeat(40) + '1]'],
  ...['['.repeat(64) + ']'.repeat(64), '['.repeat(65) + ']'.repeat(65), '{"a":'.repeat(63) + '[]' + '}'.repeat(63)],
  '{' + Array.from({ length: 40 }, (_, i) => `"${(i * 7) % 40}":${i}`).join(',') + '}',
];

const space = (random) => (random.oneIn(4) ? random.pick([' ', '\n', '\t', '\r', '  ']) : '');

/** A number in one of its spellings. */
function number(random) {
  const digits = () => String(random.next()).slice(0, 1 + random.below(10));
  const sign = random.oneIn(3) ? '-' : '';
  switch (random.below(6)) {
    case 0:
      return sign + String(Number(digits()));
    case 1:
      return `${sign}${Number(digits())}.${digits()}`;
    case 2:
      return `${sign}${random.below(10)}.${digits()}${digits()}e${random.pick(['', '+', '-'])}${random.below(330)}`;
    case 3:
      return `${sign}${Number(digits())}${digits()}${random.oneIn(2) ? '' : 'E-7'}`;
    case 4:
      return JSON.stringify(new Float64Array(Uint32Array.of(random.next(), random.next()).buffer)[0]);
    default:
      return `${sign}0.${'0'.repeat(random.below(9))}${digits()}${digits()}`;
  }
}

/** A string in one of its spellings: each character as it is, or as an escape. */
function string(random, text = null) {
  const plain =
    text ??
    Array.from({ length: random.below(12) }, () => random.pick([...'abc "\\/\n\u0001é€', '\u{10fff}'])).join('');
  const escaped = [...plain].map((c) => {
    if (!random.oneIn(5)) return JSON.stringify(c).slice(1, -1);
    return Array.from({ length: c.length }, (_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
  });
  return `"${escaped.join('')}"`;
}

function document(random, depth) {
  const kind = random.below(depth === kDeepest ? 4 : 7);
  if (kind === 0) return random.pick(['true', 'false', 'null']);
  if (kind === 1) return string(random);
  if (kind < 4) return number(random);
  const size = random.oneIn(20) ? random.below(60) : random.below(5);
  const items = Array.from({ length: size }, (_, i) => {
    const value = `${space(random)}${document(random, depth + 1)}${space(random)}`;
    if (kind === 4) return value;
    const name = random.oneIn(3) ? random.pick(kNames) : `m${random.oneIn(30) ? 0 : (i * 37) % 101}`;
    return `${space(random)}${string(random, name)}${space(random)}:${value}`;
  });
  return kind === 4 ? `[${items.join(',')}]` : `{${items.join(',')}}`;
}

/** A document of its own, or one that was spoilt a little. */
function makeCase(random, pieces) {
  const whole = random.oneIn(8) ? random.pick(kWords) : document(random, 0);
  const text = `${space(random)}${whole}${space(random)}`;
  pieces[random.below(pieces.length)] = text;
  return (random.oneIn(2) ? text : mutate(random, text, pieces)).toWellFormed();
}

/** Throws unless an answer is what the second statement says. */
function check(text, answer) {
  const expected = canonicalize(text);
  const { value, error } = JSON.parse(answer);
  const agrees = expected.error
    ? error &&
      (expected.error.code === null || (error.code === expected.error.code && error.path === expected.error.path))
    : value === expected.value;
  if (agrees) return expected.error ? (expected.error.code ?? 'not JSON') : 'read';
  throw new Error(`of ${JSON.stringify(text)}\n  expected ${JSON.stringify(expected)}\n  answered ${answer}`);
}

const { cases, seed } = optionsOf(process.argv, 1_000_000);
const random = new Random(seed);
const pieces = kWords.concat(kWords);
const core = abi()('json');
const counts = new Map();
const ask = (text) => {
  const answer = core.run('json.canonicalize', text);
  const kind = check(text, answer);
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return answer;
};
for (let done = 0; done < cases; done += kBatch) {
  const inputs = Array.from({ length: Math.min(kBatch, cases - done) }, () => makeCase(random, pieces));
  await compare({ operation: 'json.canonicalize', documents: [], inputs, ask });
}
const told = [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count.toLocaleString('en')}`);
console.log(`  ${told.join(', ')}`);
console.log(
  `json: ${cases.toLocaleString('en')} texts (seed ${seed}): native, WebAssembly and the second statement answer the same`,
);
