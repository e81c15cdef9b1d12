import { core } from '#core/rank';
import { textOf, valueOf } from './answer.js';

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

export type VectorFaultCode =
  'vector_missing' | 'vector_nan' | 'vector_infinite' | 'vector_zero' | 'vector_dimension' | 'vector_model';

export interface RerankResult {
  items: RankedItem[];
  /** How many candidates had a usable vector. */
  with_vector: number;
  /** Vectors that could not be used; a missing one is no fault. */
  faults: { id: string; code: VectorFaultCode }[];
  /** What is wrong with the query's own vector; then no candidate has a cosine. */
  query_fault: VectorFaultCode | null;
}

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
 */
export function rerank(input: RerankInput | VectorRerankInput): RerankResult {
  if ('ids' in input) return core.rerank(input);
  return valueOf(core.run('rank.rerank', textOf(input)));
}

/** Compares a shadow ranking with the served one, for logging. */
export function shadow(input: ShadowInput): ShadowRecord {
  return valueOf(core.run('rank.shadow', textOf(input)));
}
