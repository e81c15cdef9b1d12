// Vectors of fusion, diversity and interleaving: small ones by hand, more from a second model that
// follows the formulas without a thought for speed.

const value = (answer) => ({ value: answer });
const invalid = (path) => ({ error: { code: 'request_invalid', path } });
const byText = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** A small generator (Park and Miller), so that the cases are the same each time. */
function dice(seed) {
  let state = seed;
  return (n) => (state = (state * 48271) % 2147483647) % n;
}

/** So many different ids in some order. */
function someIds(roll, most) {
  const ids = Array.from({ length: most }, (_, i) => `id-${i}`);
  return ids
    .map((id) => [roll(1000), id])
    .sort(([a], [b]) => a - b)
    .map(([, id]) => id)
    .slice(0, roll(most + 1));
}

// ---- fusion

function fuse({ lists, k = 60, limit = Infinity }) {
  const ids = [...new Set(lists.flatMap((list) => list.ids))];
  const items = ids.map((id) => {
    const places = lists.map((list) => (list.ids.includes(id) ? list.ids.indexOf(id) + 1 : null));
    const parts = places.map((place, i) => (place === null ? 0 : (lists[i].weight ?? 1) / (k + place)));
    return { id, places, score: parts.reduce((sum, part) => sum + part, 0) };
  });
  const best = ({ places }) => Math.min(...places.filter((place) => place !== null));
  items.sort((a, b) => b.score - a.score || best(a) - best(b) || byText(a.id, b.id));
  return { items: items.slice(0, limit) };
}

const fused = (name, input, expect = value(fuse(input))) => ({ name, operation: 'rank.fuse', input, expect });
const item = (id, score, ...places) => ({ id, places, score });

function randomLists(seed) {
  const roll = dice(seed);
  const lists = Array.from({ length: roll(5) }, () => ({ ids: someIds(roll, 12), weight: roll(9) / 4 }));
  return { lists, k: roll(80), ...(roll(2) ? { limit: roll(15) } : {}) };
}

const fuseCases = [
  fused('nothing', { lists: [] }, value({ items: [] })),
  fused('one list', { lists: [{ ids: ['a', 'b'] }] }, value({ items: [item('a', 1 / 61, 1), item('b', 1 / 62, 2)] })),
  fused('two lists that disagree: id decides', { lists: [{ ids: ['b', 'a'] }, { ids: ['a', 'b'] }] }, value({
    items: [item('a', 1 / 62 + 1 / 61, 2, 1), item('b', 1 / 61 + 1 / 62, 1, 2)],
  })),
  fused('the best place decides', { lists: [{ ids: ['c', 'b'], weight: 0 }, { ids: ['a'], weight: 0 }] }, value({
    items: [item('a', 0, null, 1), item('c', 0, 1, null), item('b', 0, 2, null)],
  })),
  fused('a weight of two is two lists', { lists: [{ ids: ['a', 'b'] }, { ids: ['b', 'c'], weight: 2 }] }, value({
    items: [item('b', 1 / 62 + 2 / 61, 2, 1), item('c', 2 / 62, null, 2), item('a', 1 / 61, 1, null)],
  })),
  fused('k 0, the first two', { lists: [{ ids: ['a', 'b', 'c', 'd'] }], k: 0, limit: 2 }, value({
    items: [item('a', 1, 1), item('b', 0.5, 2)],
  })),
  fused('a limit of none', { lists: [{ ids: ['a'] }], limit: 0 }, value({ items: [] })),
  ...Array.from({ length: 25 }, (_, i) => fused(`random ${i}`, randomLists(i + 1))),
  fused('an id twice', { lists: [{ ids: ['a'] }, { ids: ['b', 'c', 'b'] }] }, invalid('/lists/1/ids/2')),
  fused('a weight below nothing', { lists: [{ ids: [], weight: -1 }] }, invalid('/lists/0/weight')),
  fused('a k below nothing', { lists: [], k: -1 }, invalid('/k')),
  fused('too many lists', { lists: Array(101).fill({ ids: [] }) }, invalid('/lists')),
  fused('an id that is a number', { lists: [{ ids: [1] }] }, invalid('/lists/0/ids')),
];

// ---- diversity

const f = Math.fround;

/** The fixed order of sums: lane i mod 16, then a tree. */
function dot(a, b) {
  let lanes = Array(16).fill(0);
  a.forEach((x, i) => (lanes[i % 16] = f(lanes[i % 16] + f(f(x) * f(b[i])))));
  while (lanes.length > 1) {
    const half = lanes.length / 2;
    lanes = lanes.slice(0, half).map((x, j) => f(x + lanes[j + half]));
  }
  return lanes[0];
}
const cosine = (a, b) => Math.min(1, Math.max(-1, dot(a, b) / (Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b)))));

function diversify({ candidates, lambda, limit = Infinity }) {
  const has = ({ vector }) => Boolean(vector?.length);
  const broken = ({ vector }) => vector.includes(null) ? 'vector_nan' : dot(vector, vector) === 0 ? 'vector_zero' : null;
  const first = candidates.find((candidate) => has(candidate) && !broken(candidate));
  const faultOf = (candidate) => {
    if (!has(candidate)) return null;
    const before = candidates.indexOf(candidate) < candidates.indexOf(first);
    if (!before && (candidate.model ?? '') !== (first?.model ?? '')) return 'vector_model';
    if (!before && candidate.vector.length !== first?.vector.length) return 'vector_dimension';
    return broken(candidate);
  };
  const usable = candidates.filter((candidate) => has(candidate) && !faultOf(candidate));
  const open = [...candidates];
  const chosen = [];
  const items = [];
  while (open.length > 0 && items.length < limit) {
    const judged = open.map((candidate) => {
      const others = usable.includes(candidate) ? chosen.filter((other) => usable.includes(other)) : [];
      const similarity = others.length ? Math.max(...others.map((other) => cosine(other.vector, candidate.vector))) : null;
      return { candidate, similarity, marginal: lambda * candidate.score - (1 - lambda) * (similarity ?? 0) };
    });
    const most = Math.max(...judged.map(({ marginal }) => marginal));
    const { candidate, similarity, marginal } = judged.find((one) => one.marginal === most);
    items.push({ id: candidate.id, from: candidates.indexOf(candidate), marginal, similarity });
    chosen.push(candidate);
    open.splice(open.indexOf(candidate), 1);
  }
  const faults = candidates.flatMap((c) => (faultOf(c) ? [{ id: c.id, code: faultOf(c) }] : []));
  return { items, with_vector: usable.length, faults };
}

const chosen = (name, input, expect = value(diversify(input))) => ({ name, operation: 'rank.diversify', input, expect });
const pick = (id, from, marginal, similarity) => ({ id, from, marginal, similarity });
const east = { id: 'east', score: 0.9, vector: [1, 0] };
const again = { id: 'again', score: 0.8, vector: [2, 0] };
const north = { id: 'north', score: 0.5, vector: [0, 1] };

function randomChoices(seed) {
  const roll = dice(seed);
  const dimensions = 1 + roll(20);
  const candidates = Array.from({ length: roll(12) }, (_, i) => ({
    id: `id-${i}`,
    score: roll(9) / 8,
    vector: roll(5) === 0 ? null : Array.from({ length: dimensions }, () => roll(2001) / 1000 - 1),
  }));
  return { candidates, lambda: roll(11) / 10, ...(roll(2) ? { limit: roll(12) } : {}) };
}

const diversifyCases = [
  chosen('nothing', { candidates: [], lambda: 0.5 }, value({ items: [], with_vector: 0, faults: [] })),
  chosen('what was said comes last', { candidates: [east, again, north], lambda: 0.5 }, value({
    items: [pick('east', 0, 0.45, null), pick('north', 2, 0.25, 0), pick('again', 1, 0.4 - 0.5, 1)],
    with_vector: 3, faults: [],
  })),
  chosen('lambda 1 is the order of the scores', { candidates: [north, again, east], lambda: 1 }, value({
    items: [pick('east', 2, 0.9, null), pick('again', 1, 0.8, 1), pick('north', 0, 0.5, 0)],
    with_vector: 3, faults: [],
  })),
  chosen('lambda 0 begins with the first', { candidates: [again, east, north], lambda: 0, limit: 2 }, value({
    items: [pick('again', 0, 0, null), pick('north', 2, 0, 0)],
    with_vector: 3, faults: [],
  })),
  chosen('without a vector nothing is like it', { candidates: [east, { id: 'x', score: 0.2 }, again], lambda: 0.5 }, value({
    items: [pick('east', 0, 0.45, null), pick('x', 1, 0.1, null), pick('again', 2, 0.4 - 0.5, 1)],
    with_vector: 2, faults: [],
  })),
  chosen('opposites are unlike', { candidates: [east, { id: 'west', score: 0.1, vector: [-1, 0] }, north], lambda: 0.5 }),
  chosen('vectors of all kinds', {
    candidates: [
      { id: 'zero', score: 1, vector: [0, 0] },
      { id: 'nan', score: 1, vector: [null, 1] },
      east,
      { id: 'long', score: 1, vector: [1, 0, 0] },
      { id: 'other', score: 1, vector: [1, 0], model: 'm2' },
    ],
    lambda: 0.5,
  }),
  ...Array.from({ length: 25 }, (_, i) => chosen(`random ${i}`, randomChoices(i + 1))),
  chosen('lambda above 1', { candidates: [], lambda: 1.1 }, invalid('/lambda')),
  chosen('no lambda', { candidates: [] }, invalid('/lambda')),
  chosen('no score', { candidates: [{ id: 'a' }], lambda: 1 }, invalid('/candidates/0/score')),
  chosen('too many', { candidates: Array.from({ length: 1001 }, (_, i) => ({ id: `${i}`, score: 0 })), lambda: 1 }, invalid('/candidates')),
];

// ---- interleaving

/** SplitMix64 as its authors give it, in big integers. */
function splitMix64(seed) {
  const mask = (1n << 64n) - 1n;
  let state = BigInt(seed);
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  };
}

function interleave({ a, b, seed, limit = Infinity }) {
  const next = splitMix64(seed);
  const items = [];
  const best = (ranking) => ranking.find((id) => !items.some((taken) => taken.id === id));
  const count = (team) => items.filter((taken) => taken.team === team).length;
  while (best(a) !== undefined && best(b) !== undefined) {
    const even = count('a') === count('b');
    const team = even ? (next() >> 63n === 0n ? 'a' : 'b') : count('a') < count('b') ? 'a' : 'b';
    items.push({ id: best(team === 'a' ? a : b), team });
  }
  for (const ranking of [a, b]) while (best(ranking) !== undefined) items.push({ id: best(ranking), team: null });
  return { items: items.slice(0, limit) };
}

const drafted = (name, input, expect = value(interleave(input))) => ({ name, operation: 'rank.interleave', input, expect });
const credited = (name, items, clicked, expect) => ({ name, operation: 'rank.credit', input: { items, clicked }, expect });
const of = (team, ...ids) => ids.map((id) => ({ id, team }));

function randomRankings(seed) {
  const roll = dice(seed);
  return { a: someIds(roll, 10), b: someIds(roll, 10), seed: seed * 7919, ...(roll(2) ? { limit: roll(14) } : {}) };
}

const interleaveCases = [
  drafted('nothing', { a: [], b: [], seed: 1 }, value({ items: [] })),
  drafted('one side alone is nobody\'s', { a: ['x', 'y'], b: [], seed: 1 }, value({ items: of(null, 'x', 'y') })),
  // The first number from the seed 1234567 is 6457827717110365317: its highest bit is 0.
  drafted('the coin falls for a', { a: ['x'], b: ['y'], seed: 1234567 }, value({ items: [...of('a', 'x'), ...of(null, 'y')] })),
  // The first number from the seed 0 is 16294208416658607535: its highest bit is 1.
  drafted('the coin falls for b', { a: ['x'], b: ['y'], seed: 0 }, value({ items: [...of('b', 'y'), ...of(null, 'x')] })),
  drafted('the other team answers at once', { a: ['x', 'y'], b: ['y', 'z'], seed: 0 }),
  drafted('the largest seed', { a: ['x', 'y', 'z'], b: ['z', 'y', 'x'], seed: Number.MAX_SAFE_INTEGER }),
  ...Array.from({ length: 30 }, (_, i) => drafted(`random ${i}`, randomRankings(i + 1))),
  drafted('an id twice', { a: [], b: ['x', 'x'], seed: 1 }, invalid('/b/1')),
  drafted('a seed below nothing', { a: [], b: [], seed: -1 }, invalid('/seed')),
  drafted('no seed', { a: [], b: [] }, invalid('/seed')),
  credited('no clicks', of('a', 'x'), [], value({ a: 0, b: 0, winner: null })),
  credited('a wins', [...of('a', 'x', 'y'), ...of('b', 'z')], ['x', 'y', 'z'], value({ a: 2, b: 1, winner: 'a' })),
  credited('b wins', [...of('a', 'x', 'y'), ...of('b', 'z')], ['z'], value({ a: 0, b: 1, winner: 'b' })),
  credited('even', [...of('a', 'x', 'y'), ...of('b', 'z')], ['z', 'x'], value({ a: 1, b: 1, winner: null })),
  credited('a second click counts nothing', of('a', 'x'), ['x', 'x'], value({ a: 1, b: 0, winner: 'a' })),
  credited('nobody\'s item is nobody\'s credit', [...of('a', 'x'), ...of(null, 'y')], ['y'], value({ a: 0, b: 0, winner: null })),
  credited('a click on something else', of('a', 'x'), ['x', 'y'], invalid('/clicked/1')),
  credited('an item twice', [...of('a', 'x'), ...of('b', 'x')], [], invalid('/items/1/id')),
  credited('a third team', of('c', 'x'), [], invalid('/items/0/team')),
  credited('no team', [{ id: 'x' }], [], invalid('/items/0/team')),
];

export const listFiles = {
  fuse: { describes: 'Weighted reciprocal-rank fusion', cases: fuseCases },
  diversify: { describes: 'Maximal marginal relevance', cases: diversifyCases },
  interleave: { describes: 'Team-draft interleaving, and what clicks credit', cases: interleaveCases },
};
