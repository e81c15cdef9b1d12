import type { RankedItem, RerankResult, VectorRerankInput } from './rank.js';
import { encodeInto } from './utf8.js';

// The layout is described in wasm/rank_floats.h; these numbers are its parts.
const kHead = 4;
const kRow = 3;
/** Numbers that a ranking has for each item. */
export const kItemNumbers = 4;

function floatsOf({ query, vectors }: VectorRerankInput): number {
  return vectors.reduce((sum, vector) => sum + (vector?.length ?? 0), query?.length ?? 0);
}

/** How many bytes a request takes at most. */
export function blockSize(input: VectorRerankInput): number {
  const text = input.ids.reduce((sum, id) => sum + 3 * id.length, 0);
  return 8 * (kHead + kRow * input.ids.length) + 4 * floatsOf(input) + text;
}

/** Lays a request out in memory that has room for it; gives the bytes used. */
export function writeBlock(input: VectorRerankInput, memory: ArrayBufferLike, at: number): number {
  const { ids, fk, vectors, query, alpha, window = Infinity } = input;
  const numbers = new Float64Array(memory, at, kHead + kRow * ids.length);
  const floats = new Float32Array(memory, numbers.byteOffset + numbers.byteLength, floatsOf(input));
  const textAt = floats.byteOffset + floats.byteLength;
  const text = new Uint8Array(
    memory,
    textAt,
    ids.reduce((sum, id) => sum + 3 * id.length, 0),
  );

  numbers.set([ids.length, window, alpha, query?.length ?? 0]);
  if (query) floats.set(query);
  let float = query?.length ?? 0;
  let byte = 0;
  ids.forEach((id, index) => {
    const vector = vectors[index];
    const length = encodeInto(id, text.subarray(byte));
    numbers.set([fk[index] ?? NaN, length, vector?.length ?? 0], kHead + kRow * index);
    if (vector) floats.set(vector, float);
    float += vector?.length ?? 0;
    byte += length;
  });
  return textAt + byte - at;
}

/** The ranking, from the numbers of its items and the rest of the answer. */
export function readItems(numbers: Float64Array, ids: string[], rest: RerankResult): RerankResult {
  const items: RankedItem[] = [];
  for (let at = 0; at < numbers.length; at += kItemNumbers) {
    const [score, fk, cosine, from] = numbers.subarray(at, at + kItemNumbers) as unknown as Numbers;
    items.push({
      id: ids[from] as string,
      score: orNull(score),
      fk: orNull(fk),
      cosine: orNull(cosine),
      from,
    });
  }
  return { ...rest, items };
}

type Numbers = [score: number, fk: number, cosine: number, from: number];

function orNull(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}
