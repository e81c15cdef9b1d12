// Re-ranking 200 candidates whose vectors have 1,024 floats.
import { createRequire } from 'node:module';

import { VectorSet, rerank } from '@fairlead/core/rank';

import { compare } from '../measure.mjs';
import { row } from '../rows.mjs';
import { candidates } from './fixtures.mjs';

// Its ES module falls back to JavaScript.
const simsimd = createRequire(import.meta.url)('simsimd');

const kCount = 200;
const kDimensions = 1024;

/** The cosine written plainly. */
function plainCosine(a, b) {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return dot / Math.sqrt(aa * bb);
}

function spread(values) {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  return values.map((value) => (range > 0 ? (value - low) / range : 0.5));
}

/** The blend over any cosine: the order of the candidates, best first. */
function blend({ ids, fk, vectors, query, alpha }, cosine) {
  const near = spread(vectors.map((vector) => cosine(vector, query)));
  const linked = spread([...fk]);
  const score = ids.map((_, i) => (1 - alpha) * linked[i] + alpha * near[i]);
  return ids.map((id, i) => ({ id, score: score[i] })).sort((a, b) => b.score - a.score);
}

export async function rank() {
  const input = candidates(kCount, kDimensions);
  const set = VectorSet.open({ dimensions: kDimensions });
  set.put(input.ids, input.vectors);
  const { ids, fk, query, alpha } = input;
  const rest = { ids, fk, query, alpha };
  const works = {
    'in memory': () => set.rerank(rest).items,
    copied: () => rerank(input).items,
    'plain JavaScript': () => blend(input, plainCosine),
    // simsimd's cosine is a distance.
    'simsimd, native': () => blend(input, (a, b) => 1 - simsimd.cosine(a, b)),
  };
  const expected = works['plain JavaScript']().map(({ id }) => id);
  for (const [name, work] of Object.entries(works)) {
    if (work().some(({ id }, i) => id !== expected[i])) throw new Error(`${name} ranks otherwise.`);
  }
  const times = await compare(works);
  const beside = (what, ours, peerName, target) =>
    row(`rank: ${kCount} candidates of ${kDimensions} floats, ${what}`, {
      ours: times[ours],
      peer: times[peerName],
      peerName,
      target,
    });
  return [
    beside('in memory', 'in memory', 'plain JavaScript', { most: 100 }),
    beside('in memory', 'in memory', 'simsimd, native'),
    beside('copied in', 'copied', 'plain JavaScript'),
  ];
}
