// Writes tests/vectors/json/numbers.json: doubles of all sizes, as ECMAScript itself prints them;
// with --check, says whether the file is what it would write.
import { readFileSync, writeFileSync } from 'node:fs';

/** The same numbers on every run: xorshift64*, seeded by hand. */
function* randomBits() {
  let state = 0x9e3779b97f4a7c15n;
  for (;;) {
    state ^= state >> 12n;
    state = BigInt.asUintN(64, state ^ (state << 25n));
    state ^= state >> 27n;
    yield BigInt.asUintN(64, state * 0x2545f4914f6cdd1dn);
  }
}
const bits = randomBits();
const view = new DataView(new ArrayBuffer(8));
function doubleOf(word) {
  view.setBigUint64(0, word);
  return view.getFloat64(0);
}

/** Numbers that the rule for integers beyond 2^53 - 1 does not refuse. */
function hasForm(number) {
  const size = Math.abs(number);
  return Number.isFinite(number) && (size <= Number.MAX_SAFE_INTEGER || size >= 1e21);
}
function take(count, make) {
  const numbers = [];
  while (numbers.length < count) {
    const number = make();
    if (hasForm(number)) numbers.push(number);
  }
  return numbers;
}

const mantissa = () => bits.next().value >> 12n;
const groups = {
  'any bits': take(500, () => doubleOf(bits.next().value)),
  'sizes of daily life': take(500, () =>
    doubleOf((BigInt(1003 + Number(bits.next().value % 60n)) << 52n) | mantissa()),
  ),
  'few digits': take(300, () => Number(bits.next().value % 100000n) / 10 ** Number(bits.next().value % 12n)),
  'subnormal numbers': take(100, () => doubleOf((bits.next().value >> 12n) >> (bits.next().value % 52n))),
  'powers of two and their neighbours': Array.from({ length: 2046 }, (_, i) => BigInt(i + 1) << 52n)
    .flatMap((power) => [power - 1n, power, power + 1n])
    .map(doubleOf)
    .filter(hasForm)
    .filter((_, i) => i % 7 === 0),
  'powers of ten': Array.from({ length: 632 }, (_, i) => Number(`1e${i - 323}`)).filter(hasForm),
};

const document = {
  describes: 'Numbers: read exactly, written as ECMAScript writes them',
  source: 'tests/vectors/models/json.mjs, by JavaScript itself',
  cases: Object.entries(groups).flatMap(([name, numbers]) => [
    {
      name,
      operation: 'json.canonicalize',
      input: { text: JSON.stringify(numbers) },
      expect: { value: JSON.stringify(numbers) },
    },
    {
      name: `${name}, with more digits than needed`,
      operation: 'json.canonicalize',
      input: { text: `[${numbers.map((number) => number.toExponential(25)).join(',')}]` },
      expect: { value: JSON.stringify(numbers) },
    },
  ]),
};

const url = new URL('../json/numbers.json', import.meta.url);
const text = JSON.stringify(document, null, 1) + '\n';
if (!process.argv.includes('--check')) writeFileSync(url, text);
else if (readFileSync(url, 'utf8') !== text) {
  console.error('json/numbers.json is not what its model writes');
  process.exitCode = 1;
}
