// Vectors of ranking, with a second model of the rule: sums as scalar floats, orders by plain sorting,
// Kendall's tau and rank-biased overlap by their definitions.
//
//   node tests/vectors/models/rank.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';

import { listFiles } from './rank_lists.mjs';

const f = Math.fround;

// ---- the model: fixed arithmetic

/** Lane j sums places j, j + 16, …; then the lanes as a tree. Math.fround rounds once per operation. */
function dot(a, b) {
  const lanes = Array(16).fill(0);
  a.forEach((x, i) => (lanes[i % 16] = f(lanes[i % 16] + f(f(x) * f(b[i])))));
  const tree = (values) => {
    if (values.length === 1) return values[0];
    const half = values.length / 2;
    return tree(values.slice(0, half).map((x, j) => f(x + values[j + half])));
  };
  return tree(lanes);
}

function faultOf({ vector, model = '' }, query) {
  if (model !== (query.model ?? '')) return 'vector_model';
  if (vector.length !== query.vector.length) return 'vector_dimension';
  return numbersFault(vector);
}

function numbersFault(vector) {
  const floats = vector.map((x) => (x === null ? NaN : f(x)));
  if (floats.some(Number.isNaN)) return 'vector_nan';
  const squares = dot(floats, floats);
  if (squares === Infinity) return 'vector_infinite';
  return squares === 0 ? 'vector_zero' : null;
}

function cosine(a, b) {
  const length = (v) => Math.sqrt(dot(v, v));
  return Math.min(1, Math.max(-1, dot(a, b) / (length(a) * length(b))));
}

const normaliser = (values) => {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return (x) => (min === max ? 0.5 : (x - min) / (max - min));
};

function rerank({ candidates, query, alpha, window = Infinity }) {
  const has = (vector) => Boolean(vector?.length);
  const query_fault = has(query.vector) ? numbersFault(query.vector) : null;
  const usable = has(query.vector) && !query_fault;
  const scored = candidates.map((candidate, from) => {
    const fk = candidate.fk ?? -candidate.rank;
    const fault = usable && from < window && has(candidate.vector) ? faultOf(candidate, query) : null;
    const measured = usable && from < window && has(candidate.vector) && !fault;
    return { id: candidate.id, raw: fk, from, fault, cosine: measured ? cosine(query.vector, candidate.vector) : null };
  });
  const inside = scored.filter(({ from }) => from < window);
  const fkOf = normaliser(inside.map(({ raw }) => raw));
  const cosOf = normaliser(inside.flatMap(({ cosine: c }) => (c === null ? [] : [c])));
  for (const item of inside) {
    item.fk = fkOf(item.raw);
    item.score = item.cosine === null ? item.fk : (1 - alpha) * item.fk + alpha * cosOf(item.cosine);
  }
  const byId = (a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
  const order = alpha === 0 ? inside : inside.toSorted((a, b) => b.score - a.score || b.raw - a.raw || byId(a, b) || a.from - b.from);
  const shown = ({ id, score = null, fk = null, cosine: c, from }) => ({ id, score, fk, cosine: c, from });
  return {
    items: [...order, ...scored.slice(inside.length)].map(shown),
    with_vector: inside.filter(({ cosine: c }) => c !== null).length,
    faults: inside.flatMap(({ id, fault }) => (fault ? [{ id, code: fault }] : [])),
    query_fault,
  };
}

// ---- vectors: rerank

const value = (answer) => ({ value: answer });
const invalid = (path) => ({ error: { code: 'request_invalid', path } });
const ranked = (name, input, expect = value(rerank(input))) => ({ name, operation: 'rank.rerank', input, expect });

/** A small generator (Park and Miller), so that the floats are the same each time. */
function* floats(seed) {
  for (let state = seed; ; ) yield (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
}
const take = (source, n) => Array.from({ length: n }, () => source.next().value);

const axes = { query: { vector: [1, 0] }, alpha: 0.5 };
const three = [
  { id: 'near', fk: 3, vector: [0, 1] },
  { id: 'middle', fk: 2, vector: [1, 1] },
  { id: 'far', fk: 1, vector: [1, 0] },
];
const item = (id, score, fk, cos, from) => ({ id, score, fk, cosine: cos, from });
const halfRoot = 1 / Math.SQRT2;

const byHand = [
  ranked('alpha 0 keeps the order, whatever the scores', { candidates: three.toReversed(), query: { vector: [1, 0] }, alpha: 0 }, value({
    items: [item('far', 0, 0, 1, 0), item('middle', 0.5, 0.5, f(1) / (1 * Math.sqrt(2)), 1), item('near', 1, 1, 0, 2)],
    with_vector: 3, faults: [], query_fault: null,
  })),
  ranked('alpha 1 ranks by meaning alone', { candidates: three, query: { vector: [1, 0] }, alpha: 1 }, value({
    items: [item('far', 1, 0, 1, 2), item('middle', halfRoot, 0.5, halfRoot, 1), item('near', 0, 1, 0, 0)],
    with_vector: 3, faults: [], query_fault: null,
  })),
  ranked('a flat window is all 0.5, and ties go by id', { candidates: [{ id: 'b', fk: 7 }, { id: 'a', fk: 7 }], ...axes }, value({
    items: [item('a', 0.5, 0.5, null, 1), item('b', 0.5, 0.5, null, 0)],
    with_vector: 0, faults: [], query_fault: null,
  })),
  ranked('one candidate', { candidates: [{ id: 'a', fk: -2, vector: [2, 0] }], ...axes }, value({
    items: [item('a', 0.5, 0.5, 1, 0)], with_vector: 1, faults: [], query_fault: null,
  })),
  ranked('none', { candidates: [], ...axes }, value({ items: [], with_vector: 0, faults: [], query_fault: null })),
  ranked('without a vector the links count whole', { candidates: [{ id: 'a', fk: 1 }, { id: 'b', fk: 0.5, vector: [1, 0] }, { id: 'c', fk: 0, vector: [0, 1] }], ...axes }, value({
    items: [item('a', 1, 1, null, 0), item('b', 0.75, 0.5, 1, 1), item('c', 0, 0, 0, 2)],
    with_vector: 2, faults: [], query_fault: null,
  })),
  ranked('behind the window the order stays', { candidates: [...three, { id: 'last', fk: 9, vector: [1, 0] }], query: { vector: [1, 0] }, alpha: 1, window: 3 }, value({
    items: [item('far', 1, 0, 1, 2), item('middle', halfRoot, 0.5, halfRoot, 1), item('near', 0, 1, 0, 0), item('last', null, null, null, 3)],
    with_vector: 3, faults: [], query_fault: null,
  })),
  ranked('a window that is wider than 32 bits', { candidates: [{ id: 'a', fk: 0 }, { id: 'b', fk: 1 }], query: {}, alpha: 1, window: 2 ** 32 + 1 }, value({
    items: [item('b', 1, 1, null, 1), item('a', 0, 0, null, 0)],
    with_vector: 0, faults: [], query_fault: null,
  })),
  ranked('places in the stead of scores', { candidates: [{ id: 'second', rank: 2 }, { id: 'first', rank: 1 }], ...axes }, value({
    items: [item('first', 1, 1, null, 1), item('second', 0, 0, null, 0)],
    with_vector: 0, faults: [], query_fault: null,
  })),
];

const base = { id: 'good', fk: 1, vector: [1, 0] };
const withFault = (name, vector, extra = {}) =>
  ranked(`a vector that is ${name}`, { candidates: [base, { id: 'bad', fk: 2, vector, ...extra }], ...axes });
const faultCases = [
  withFault('of another dimension', [1, 0, 0]),
  withFault('not a number', [null, 1]),
  withFault('infinite as a float', [1e39, 1]),
  withFault('too long for its squares', [3e38, 3e38]),
  withFault('zero', [0, -0]),
  withFault('too short for its squares', [1e-30, 1e-30]),
  withFault('empty', []),
  withFault('null', null),
  withFault("of another model's", [1, 0], { model: 'm2' }),
  ranked('models that agree', { candidates: [{ ...base, model: 'm1' }, { id: 'b', fk: 0, vector: [0, 1], model: 'm1' }], query: { vector: [1, 0], model: 'm1' }, alpha: 0.3 }),
  ranked('no query vector', { candidates: three, query: { vector: null }, alpha: 1 }),
  ranked('a zero query vector', { candidates: three, query: { vector: [0, 0] }, alpha: 1 }),
  ranked('opposite directions', { candidates: [base, { id: 'b', fk: 0, vector: [-3, 0] }], query: { vector: [1, 0] }, alpha: 0.9 }),
  ranked('no alpha', { candidates: [], query: {} }, invalid('/alpha')),
  ranked('alpha above 1', { candidates: [], query: {}, alpha: 1.01 }, invalid('/alpha')),
  ranked('alpha below 0', { candidates: [], query: {}, alpha: -0.01 }, invalid('/alpha')),
  ranked('an empty window', { candidates: [], query: {}, alpha: 0, window: 0 }, invalid('/window')),
  ranked('neither score nor rank', { candidates: [{ id: 'a' }], query: {}, alpha: 0 }, invalid('/candidates/0')),
  ranked('score and rank', { candidates: [{ id: 'a', fk: 1, rank: 1 }], query: {}, alpha: 0 }, invalid('/candidates/0')),
  ranked('a word in a vector', { candidates: [{ id: 'a', fk: 1, vector: ['x'] }], query: {}, alpha: 0 }, invalid('/candidates/0/vector')),
  ranked('an unknown member', { candidates: [{ id: 'a', fk: 1, weight: 2 }], query: {}, alpha: 0 }, invalid('/candidates/0/weight')),
];

/** Lengths around the lanes' borders, every alpha, with gaps among the vectors. */
const generated = [1, 2, 7, 15, 16, 17, 31, 32, 33, 48, 100].flatMap((dimensions, n) => {
  const source = floats(n + 1);
  const candidates = Array.from({ length: 9 }, (_, i) => ({
    id: `item-${(i * 5) % 9}`,
    fk: Math.round(take(source, 1)[0] * 8) / 4,
    vector: i % 4 === 3 ? null : take(source, dimensions),
  }));
  const query = { vector: take(source, dimensions) };
  return [0.05, 0.5, 1].map((alpha) => ranked(`${dimensions} dimensions, alpha ${alpha}`, { candidates, query, alpha }));
});

// ---- vectors: shadow, calculated by hand

const compared = (name, served, shadow, cosines, figures) => ({
  name,
  operation: 'rank.shadow',
  input: { request_id: 'r1', served, shadow, cosines, microseconds: 12 },
  expect: value({
    request_id: 'r1',
    served,
    shadow,
    n: served.length,
    with_vector: cosines.length,
    microseconds: 12,
    ...figures,
  }),
});
const badShadow = (name, change, path) => ({
  name,
  operation: 'rank.shadow',
  input: { request_id: 'r1', served: [], shadow: [], cosines: [], microseconds: 0, ...change },
  expect: invalid(path),
});
const noMove = { shift: { largest: 0, mean: 0 }, first_changes: false };
/** Extrapolated RBO (Webber et al. 2010, equation 32) as its sum, d from 1, for lists of one length. */
const rboOf = (overlaps) => {
  let sum = 0;
  let power = 1;
  overlaps.forEach((x, i) => {
    power *= 0.9;
    sum += (x / (i + 1)) * power;
  });
  return ((1 - 0.9) / 0.9) * sum + (0 / overlaps.length + overlaps.at(-1) / overlaps.length) * power;
};
const shadowCases = [
  compared('the same order', ['a', 'b', 'c'], ['a', 'b', 'c'], [0.5, 0.25], {
    cosine: { min: 0.25, mean: 0.375, max: 0.5, stddev: 0.125 },
    kendall_tau_b: 1,
    rbo: rboOf([1, 2, 3]),
    overlap: { at_3: 1, at_5: 1, at_10: 1 },
    ...noMove,
  }),
  compared('the reverse', ['a', 'b', 'c'], ['c', 'b', 'a'], [], {
    cosine: null,
    kendall_tau_b: -1,
    rbo: rboOf([0, 1, 3]),
    overlap: { at_3: 1, at_5: 1, at_10: 1 },
    shift: { largest: 2, mean: 4 / 3 },
    first_changes: true,
  }),
  compared('one swap in four', ['a', 'b', 'c', 'd'], ['a', 'c', 'b', 'd'], [1], {
    cosine: { min: 1, mean: 1, max: 1, stddev: 0 },
    kendall_tau_b: 4 / 6,
    rbo: rboOf([1, 1, 3, 4]),
    overlap: { at_3: 1, at_5: 1, at_10: 1 },
    shift: { largest: 1, mean: 0.5 },
    first_changes: false,
  }),
  compared('nothing in common', ['a'], ['b'], [], {
    cosine: null,
    kendall_tau_b: null,
    rbo: 0,
    overlap: { at_3: 0, at_5: 0, at_10: 0 },
    shift: { largest: 0, mean: 0 },
    first_changes: true,
  }),
  compared('two empty lists', [], [], [], {
    cosine: null,
    kendall_tau_b: null,
    rbo: null,
    overlap: { at_3: 0, at_5: 0, at_10: 0 },
    ...noMove,
  }),
  compared('the first six of twelve differ', [...'abcdefghijkl'], [...'ghijklabcdef'], [], {
    cosine: null,
    // 30 of the 66 pairs keep their order on either side of the cut; 36 cross it.
    kendall_tau_b: (30 - 36) / 66,
    rbo: rboOf([0, 0, 0, 0, 0, 0, 2, 4, 6, 8, 10, 12]),
    overlap: { at_3: 0, at_5: 0, at_10: 0.8 },
    shift: { largest: 6, mean: 6 },
    first_changes: true,
  }),
  {
    name: 'ids are cut to 8 characters, not bytes',
    operation: 'rank.shadow',
    input: { request_id: 'r1', served: ['0123456789', 'äöüäöüäöü'], shadow: [], cosines: [], microseconds: 0 },
    expect: value({
      request_id: 'r1',
      served: ['01234567', 'äöüäöüäö'],
      shadow: [],
      n: 2,
      with_vector: 0,
      cosine: null,
      kendall_tau_b: null,
      rbo: null,
      overlap: { at_3: 0, at_5: 0, at_10: 0 },
      shift: { largest: 0, mean: 0 },
      first_changes: true,
      microseconds: 0,
    }),
  },
  badShadow('an id twice', { served: ['a', 'b', 'a'] }, '/served/2'),
  badShadow('an id that is a number', { shadow: [1] }, '/shadow'),
  badShadow('a cosine beyond 1', { cosines: [1.5] }, '/cosines'),
  badShadow('a negative time', { microseconds: -1 }, '/microseconds'),
  badShadow('too many', { served: Array.from({ length: 1001 }, (_, i) => `${i}`) }, '/served'),
];

// ---- files

const files = {
  blend: { describes: 'Re-ranking: the blend of links and meaning', cases: [...byHand, ...faultCases, ...generated] },
  shadow: { describes: 'How a shadow ranking differs from the served one', cases: shadowCases },
  ...listFiles,
};
for (const [name, { describes, cases }] of Object.entries(files)) {
  const url = new URL(`../rank/${name}.json`, import.meta.url);
  const text = JSON.stringify({ describes, source: 'tests/vectors/models/rank.mjs, by hand', cases }, null, 1) + '\n';
  if (!process.argv.includes('--check')) writeFileSync(url, text);
  else if (readFileSync(url, 'utf8') !== text) {
    console.error(`rank/${name}.json is not what its model writes`);
    process.exitCode = 1;
  }
  console.log(`rank/${name}: ${cases.length} vectors`);
}
