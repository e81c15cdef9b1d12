import { requireText } from './error.js';
import type { RankedItem, RerankResult, VectorRerankInput } from './rank.js';
import { encodeInto } from './utf8.js';

// The layouts are described in wasm/rank_floats.h; these numbers are their parts.
const kHead = 5;
const kRow = 3;
const kPutHead = 1;
const kPutRow = 2;
/** Numbers that a ranking has for each item. */
export const kItemNumbers = 4;

type Vector = Float32Array | null | undefined;

/** A ranking whose vectors are in the request or in a set; `model` is that of the query. */
export type FloatsRequest = Omit<VectorRerankInput, 'vectors'> & { vectors?: Vector[]; model?: string };

/** Vectors to keep in a set. */
export interface PutRequest {
  ids: string[];
  vectors: Vector[];
}

/** A request that a set or the core reads from its memory. */
export interface Block {
  /** How many bytes it takes at most. */
  readonly size: number;
  /** Lays it out in memory that has room for it; gives the bytes used. */
  write(memory: ArrayBufferLike, at: number): number;
}

/** Candidates to be ranked. */
export function rerankBlock(input: FloatsRequest): Block {
  const { ids, fk = [], vectors = [], query, alpha, window = Infinity, model = '' } = input;
  const texts = new Texts([model, ...ids]);
  return blockOf(kHead + kRow * ids.length, [query, ...vectors], texts, (numbers) => {
    numbers.set([ids.length, window, alpha, query?.length ?? 0, texts.lengths[0] as number]);
    for (let i = 0, to = kHead; i < ids.length; i++) {
      numbers[to++] = fk[i] ?? NaN;
      numbers[to++] = texts.lengths[i + 1] as number;
      numbers[to++] = vectors[i]?.length ?? 0;
    }
  });
}

/** Vectors to be kept. */
export function putBlock({ ids, vectors = [] }: PutRequest): Block {
  const texts = new Texts(ids);
  return blockOf(kPutHead + kPutRow * ids.length, vectors, texts, (numbers) => {
    numbers[0] = ids.length;
    for (let i = 0, to = kPutHead; i < ids.length; i++) {
      numbers[to++] = texts.lengths[i] as number;
      numbers[to++] = vectors[i]?.length ?? 0;
    }
  });
}

/** Numbers, then floats, then texts; `fill` writes the numbers, among them the lengths of the texts as they were written. */
function blockOf(numbers: number, floats: Vector[], texts: Texts, fill: (numbers: Float64Array) => void): Block {
  return {
    size: 8 * numbers + 4 * lengthOf(floats) + texts.size,
    write(memory, at) {
      const end = writeFloats(floats, memory, at + 8 * numbers);
      const used = texts.write(memory, end);
      fill(new Float64Array(memory, at, numbers));
      return end + used - at;
    },
  };
}

/** The ranking, from the numbers of its items and the rest of the answer. */
export function readItems(numbers: Float64Array, ids: string[], rest: RerankResult): RerankResult {
  const items: RankedItem[] = [];
  for (let at = 0; at < numbers.length; at += kItemNumbers) {
    const from = numbers[at + 3] as number;
    items.push({
      id: ids[from] as string,
      score: orNull(numbers[at] as number),
      fk: orNull(numbers[at + 1] as number),
      cosine: orNull(numbers[at + 2] as number),
      from,
    });
  }
  rest.items = items;
  return rest;
}

function lengthOf(vectors: Vector[]): number {
  let sum = 0;
  for (const vector of vectors) sum += vector?.length ?? 0;
  return sum;
}

/** One behind the other; gives the address behind them. */
function writeFloats(vectors: Vector[], memory: ArrayBufferLike, at: number): number {
  const floats = new Float32Array(memory, at, lengthOf(vectors));
  let to = 0;
  for (const vector of vectors) {
    if (!vector) continue;
    floats.set(vector, to);
    to += vector.length;
  }
  return at + floats.byteLength;
}

/** Texts one behind the other. Encoding them at once is many times faster than one by one. */
class Texts {
  /** Bytes of each, once they were written. */
  lengths: number[];
  readonly #texts: string[];
  readonly #joined: string;

  constructor(texts: string[]) {
    for (const text of texts) requireText(text);
    this.#texts = texts;
    this.#joined = texts.join('');
    this.lengths = texts.map(({ length }) => length);
  }

  /** How many bytes they take at most. */
  get size(): number {
    return 3 * this.#joined.length;
  }

  /** Gives the bytes used. */
  write(memory: ArrayBufferLike, at: number): number {
    const target = new Uint8Array(memory, at, this.size);
    const used = encodeInto(this.#joined, target);
    // As many bytes as units: all is ASCII, and a text's length is that of its bytes.
    return used === this.#joined.length ? used : this.#writeEach(target);
  }

  #writeEach(target: Uint8Array): number {
    let used = 0;
    this.lengths = this.#texts.map((text) => {
      const length = encodeInto(text, target.subarray(used));
      used += length;
      return length;
    });
    return used;
  }
}

function orNull(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}
