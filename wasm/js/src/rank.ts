import { core } from '#core/rank';
import { textOf, valueOf } from './answer.js';
import { Compiled, compile, type Held } from './compiled.js';

export { FairleadError } from './error.js';

/** A candidate in the order the foreign keys gave. */
export interface Candidate {
  id: string;
  /** The score of its links, higher is nearer; either this or `rank`. */
  fk?: number;
  /** Its place by its links, lower is nearer. */
  rank?: number;
  vector?: number[] | null;
  /** The version of the model that made the vector. */
  model?: string;
}

/** What is to be ranked, as a document. */
export interface RerankInput {
  candidates: Candidate[];
  query: { vector?: number[] | null; model?: string };
  /** 0 keeps the order that came in, 1 ranks by cosine alone. */
  alpha: number;
  /** How many of the first candidates are re-ranked; all unless told. */
  window?: number;
}

/** The same with the vectors in memory: no JSON on the way in or out. */
export interface VectorRerankInput {
  ids: string[];
  fk: number[] | Float64Array;
  vectors: (Float32Array | null)[];
  query: Float32Array | null;
  alpha: number;
  window?: number;
}

/** A candidate in its new place, and how it came there. */
export interface RankedItem {
  id: string;
  /** null beyond the window. */
  score: number | null;
  /** Normalised over the window. */
  fk: number | null;
  /** As measured; null without a usable vector. */
  cosine: number | null;
  /** The index it came in at. */
  from: number;
}

/** Why a vector could not be used. */
export type VectorFaultCode =
  'vector_missing' | 'vector_nan' | 'vector_infinite' | 'vector_zero' | 'vector_dimension' | 'vector_model';

/** The new order. */
export interface RerankResult {
  items: RankedItem[];
  /** How many candidates had a usable vector. */
  with_vector: number;
  /** Vectors that could not be used; a missing one is no fault. */
  faults: { id: string; code: VectorFaultCode }[];
  /** What is wrong with the query's own vector; then no candidate has a cosine. */
  query_fault: VectorFaultCode | null;
}

/** Two orders of the same request: the one served and the one tried beside it. */
export interface ShadowInput {
  request_id: string;
  served: string[];
  shadow: string[];
  cosines: number[];
  microseconds: number;
}

/** How a shadow order differs from the served one; no text and no full ids. */
export interface ShadowRecord {
  request_id: string;
  /** First 8 characters of each id. */
  served: string[];
  shadow: string[];
  n: number;
  with_vector: number;
  cosine: { min: number; mean: number; max: number; stddev: number } | null;
  kendall_tau_b: number | null;
  rbo: number | null;
  overlap: { at_3: number; at_5: number; at_10: number };
  shift: { largest: number; mean: number };
  first_changes: boolean;
  microseconds: number;
}

/**
 * Blends the order of the foreign keys with closeness in meaning:
 * `score = (1 − alpha) · fk + alpha · cosine`, both normalised over the window.
 *
 * The same to the bit in both forms and in every build.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { rerank } from '@fairlead/core/rank';
 *
 * const { items } = rerank({
 *   ids: ['pump', 'hose', 'radio'],
 *   fk: [3, 2, 1],
 *   vectors: [new Float32Array([1, 0]), new Float32Array([0.6, 0.8]), null],
 *   query: new Float32Array([0, 1]),
 *   alpha: 0.6,
 * });
 * console.log(items.map(({ id }) => id).join()); // hose,pump,radio
 * ```
 */
export function rerank(input: RerankInput | VectorRerankInput): RerankResult {
  if ('ids' in input) return core.rerank(input);
  return valueOf(core.run('rank.rerank', textOf(input)));
}

/**
 * Compares a shadow ranking with the served one, for logging.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { shadow } from '@fairlead/core/rank';
 *
 * const record = shadow({
 *   request_id: 'r1',
 *   served: ['pump', 'hose', 'radio'],
 *   shadow: ['hose', 'pump', 'radio'],
 *   cosines: [0.1, 0.8],
 *   microseconds: 40,
 * });
 * console.log(record.first_changes, record.shift.largest); // true 1
 * ```
 */
export function shadow(input: ShadowInput): ShadowRecord {
  return valueOf(core.run('rank.shadow', textOf(input)));
}

/** Rankings to be fused. */
export interface FuseInput {
  /** Each best first; a list of weight 2 counts as two lists. */
  lists: { ids: string[]; weight?: number }[];
  /** How slowly the worth of a place falls with it; 60 unless told. */
  k?: number;
  /** How many of the best are given; all unless told. */
  limit?: number;
}

/** An id of the fused ranking. */
export interface FusedItem {
  id: string;
  score: number;
  /** Its place in each list, from 1; null where the list lacks it. */
  places: (number | null)[];
}

/**
 * One ranking of several that have no scores in common: weighted reciprocal-rank fusion, the sum of
 * `weight / (k + place)`.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { fuse } from '@fairlead/core/rank';
 *
 * const byWords = { ids: ['pump', 'hose', 'radio'] };
 * const byMeaning = { ids: ['hose', 'seal', 'pump'], weight: 2 };
 * const { items } = fuse({ lists: [byWords, byMeaning], limit: 2 });
 * console.log(items.map(({ id }) => id).join()); // hose,pump
 * ```
 */
export function fuse(input: FuseInput): { items: FusedItem[] } {
  return valueOf(core.run('rank.fuse', textOf(input)));
}

/** Candidates of which different ones are wanted. */
export interface DiversifyInput {
  candidates: {
    id: string;
    /** Its relevance, best on the scale of a cosine: the score of {@link rerank}, or a cosine. */
    score: number;
    vector?: number[] | null;
    /** The version of the model that made the vector. */
    model?: string;
  }[];
  /** 1 looks at relevance alone, 0 at difference alone. */
  lambda: number;
  /** How many are chosen; all unless told. */
  limit?: number;
}

/** One that was chosen. */
export interface ChosenItem {
  id: string;
  /** `lambda · score − (1 − lambda) · similarity`. */
  marginal: number;
  /** The greatest cosine with what was chosen before; null where there was nothing to compare. */
  similarity: number | null;
  /** The index it came in at. */
  from: number;
}

/** What was chosen, in the order of choosing. */
export interface DiversifyResult {
  items: ChosenItem[];
  /** How many candidates had a usable vector. */
  with_vector: number;
  faults: { id: string; code: VectorFaultCode }[];
}

/**
 * Chooses what is relevant and was not said before: maximal marginal relevance. At most 1,000
 * candidates.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { diversify } from '@fairlead/core/rank';
 *
 * const candidates = [
 *   { id: 'pump', score: 0.9, vector: [1, 0] },
 *   { id: 'pump, again', score: 0.8, vector: [1, 0] },
 *   { id: 'radio', score: 0.5, vector: [0, 1] },
 * ];
 * const { items } = diversify({ candidates, lambda: 0.5, limit: 2 });
 * console.log(items.map(({ id }) => id).join()); // pump,radio
 * ```
 */
export function diversify(input: DiversifyInput): DiversifyResult {
  return valueOf(core.run('rank.diversify', textOf(input)));
}

/** Whose item it is; null is nobody's. */
export type Team = 'a' | 'b' | null;

/** An item of an interleaved list. */
export interface TeamItem {
  id: string;
  team: Team;
}

/**
 * Shows two rankings as one list, in which each item belongs to the team that drafted it (team-draft
 * interleaving). The same seed, 0 to 2^53 − 1, gives the same list; take another for each request.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { interleave } from '@fairlead/core/rank';
 *
 * const { items } = interleave({ a: ['pump', 'hose'], b: ['radio', 'pump'], seed: 7 });
 * console.log(items.map(({ id }) => id).sort().join()); // hose,pump,radio
 * ```
 */
export function interleave(input: { a: string[]; b: string[]; seed: number; limit?: number }): {
  items: TeamItem[];
} {
  return valueOf(core.run('rank.interleave', textOf(input)));
}

/** How many of each team's items were clicked, and who has more. */
export interface Credit {
  a: number;
  b: number;
  winner: Team;
}

/**
 * Credits the teams of an interleaved list with the clicks on it; a second click on an item counts
 * nothing.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { credit } from '@fairlead/core/rank';
 *
 * const items = [
 *   { id: 'pump', team: 'a' as const },
 *   { id: 'hose', team: 'b' as const },
 * ];
 * console.log(credit({ items, clicked: ['hose'] }).winner); // b
 * ```
 */
export function credit(input: { items: TeamItem[]; clicked: string[] }): Credit {
  return valueOf(core.run('rank.credit', textOf(input)));
}

/** Candidates whose vectors a set has. */
export interface SetRerankInput {
  ids: string[];
  fk: number[] | Float64Array;
  query: Float32Array | null;
  /** The version of the model that made the query's vector; that of the set, to be compared. */
  model?: string;
  alpha: number;
  window?: number;
}

/**
 * Vectors that are kept in the core's memory, to be ranked many times without being copied: each is
 * judged and measured once, when it is put. All are of one model version.
 *
 * A set holds 4 bytes a component until it is disposed of. Should the core run out of memory
 * elsewhere, its sets are lost: they then throw `handle_invalid`, and are to be made anew.
 *
 * @example
 * ```ts
 * import { VectorSet } from '@fairlead/core/rank';
 *
 * const set = VectorSet.open({ dimensions: 2 });
 * set.put(['pump', 'hose'], [new Float32Array([1, 0]), new Float32Array([0, 1])]);
 * const query = new Float32Array([0, 2]);
 * const { items } = set.rerank({ ids: ['pump', 'hose', 'radio'], fk: [3, 2, 1], query, alpha: 0.9 });
 * console.log(items[0]?.id, items[0]?.cosine); // hose 1
 * set.dispose();
 * ```
 */
export class VectorSet extends Compiled {
  readonly dimensions: number;
  /** Empty unless told. */
  readonly model: string;

  private constructor(held: Held, { dimensions, model }: { dimensions: number; model: string }) {
    super(held);
    this.dimensions = dimensions;
    this.model = model;
  }

  /**
   * An empty set for vectors of 1 to 16,384 components.
   *
   * @throws FairleadError `request_invalid` with the path of the fault
   */
  static open(setup: { dimensions: number; model?: string }): VectorSet {
    return new VectorSet(...compile<{ dimensions: number; model: string }>(core, 'rank.open', textOf(setup)));
  }

  /**
   * Keeps a copy of each vector under its id, in the place of one that was there. What cannot be
   * compared is not kept, and listed.
   *
   * @throws FairleadError `vector_set_full` where memory ends; the vectors before that are kept
   */
  put(ids: string[], vectors: (Float32Array | null)[]): { faults: RerankResult['faults']; size: number } {
    const { core, object } = this.holding();
    return valueOf(core.put(object, { ids, vectors }));
  }

  /** Forgets vectors; ids that the set does not hold are passed over. */
  remove(ids: string[]): { removed: number; size: number } {
    return this.ask('rank.remove', textOf({ ids }));
  }

  /**
   * Ranks as {@link rerank} does, with the set's vectors; an id that it does not hold has none.
   *
   * @throws FairleadError `request_invalid` with the path of the fault
   */
  rerank(input: SetRerankInput): RerankResult {
    const { core, object } = this.holding();
    return core.rerank(input, object);
  }
}
