import { core } from '#core/embedding';
import { textOf, valueOf } from './answer.js';
import type { JsonValue } from './json.js';

export { FairleadError } from './error.js';

/** Which model made a vector. */
export interface ModelVersion {
  model_id: string;
  dimensions: number;
  version: string;
}

/** A row's markers, times in whole microseconds since the epoch. */
export interface StalenessRow {
  updated_at: number;
  embedding_updated_at: number | null;
  row_model: ModelVersion | null;
  serving_model: ModelVersion;
  /** Content hash when the vector was made. */
  row_content_hash?: string | null;
  /** Content hash now. */
  content_hash?: string | null;
}

/** How a row's vector stands to its text and to the model that serves; `unchanged` needs no new one. */
export type StalenessState = 'missing' | 'source_newer' | 'unchanged' | 'model_changed' | 'fresh';

/** Whether a vector can be used, or why not. */
export interface VectorValidation {
  valid: boolean;
  /** `valid`, or why not. */
  code:
    | 'valid'
    | 'model_version_missing'
    | 'model_version_mixed'
    | 'model_version_other'
    | 'vector_dimension'
    | 'vector_not_finite'
    | 'vector_norm';
}

/** A row that wants a vector. */
export interface PlanRow {
  table: string;
  id: string;
  tenant_id: string;
  /** Whole microseconds since the epoch. */
  updated_at: number;
  text?: string;
  text_bytes?: number;
}

/** What a run may cost. */
export interface PlanBudget {
  /** Rows; 500 unless told. */
  limit?: number;
  max_cost_usd: number | null;
  batch_items: number;
  batch_tokens: number;
  max_attempts: number;
}

/** A model with its price. */
export interface PlanModel extends ModelVersion {
  price_per_million_tokens: number;
  max_input_tokens: number;
}

/** What a run would do. */
export interface Plan {
  batches: { rows: { [member: string]: JsonValue }[]; tokens: number }[];
  tokens: number;
  cost_usd: number;
  worst_case_cost_usd: number;
  left_out: { table: string; id: string; reason: 'limit' | 'cost' | 'oversized' }[];
}

/**
 * Hex SHA-256 over the normalised text and the model version.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { contentHash } from '@fairlead/core/embedding';
 *
 * const model = { model_id: 'all-minilm', dimensions: 3, version: '1' };
 * const same = contentHash({ text: 'Bilge  pump\n', model }) === contentHash({ text: 'Bilge pump', model });
 * console.log(same); // true
 * ```
 */
export function contentHash(input: { text: string; model: ModelVersion }): string {
  return valueOf(core.run('embedding.content_hash', textOf(input)));
}

/**
 * Whether a row's vector still stands for its text, and if not, why.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { staleness } from '@fairlead/core/embedding';
 *
 * const model = { model_id: 'all-minilm', dimensions: 3, version: '1' };
 * const row = { updated_at: 2_000_000, embedding_updated_at: 1_000_000, row_model: model, serving_model: model };
 * console.log(staleness(row).state); // source_newer
 * ```
 */
export function staleness(row: StalenessRow): { state: StalenessState } {
  return valueOf(core.run('embedding.staleness', textOf(row)));
}

/**
 * Whether a vector may be stored or compared: length, finiteness, norm, and whose model it is of.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { validateVector } from '@fairlead/core/embedding';
 *
 * const model = { model_id: 'all-minilm', dimensions: 3, version: '1' };
 * console.log(validateVector({ vector: [0, 0, 0], model, serving_model: model }).code); // vector_norm
 * console.log(validateVector({ vector: [1, 0], model, serving_model: model }).code); // vector_dimension
 * ```
 */
export function validateVector(input: {
  vector: number[];
  model: Partial<ModelVersion> | null;
  serving_model: ModelVersion;
}): VectorValidation {
  return valueOf(core.run('embedding.validate', textOf(input)));
}

/**
 * A document with the three members that name its model, added where all three are missing.
 *
 * @throws FairleadError `model_version_mixed` when only some are there, `request_invalid` with the path of another fault
 *
 * @example
 * ```ts
 * import { enrich } from '@fairlead/core/embedding';
 *
 * const model = { model_id: 'all-minilm', dimensions: 3, version: '1' };
 * console.log(enrich({ document: { title: 'Pump' }, model }).embedding_model_id); // all-minilm
 * ```
 */
export function enrich<T extends object>(input: {
  document: T;
  model: ModelVersion;
}): T & {
  embedding_model_id: string;
  embedding_dimensions: number;
  embedding_version: string;
} {
  return valueOf(core.run('embedding.enrich', textOf(input)));
}

/**
 * Batches, tokens and cost of embedding rows within a budget, and what is left out.
 *
 * The worker executes this very plan, so a dry run is the run.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { plan } from '@fairlead/core/embedding';
 *
 * const model = { model_id: 'all-minilm', dimensions: 3, version: '1' };
 * const { batches, tokens, left_out } = plan({
 *   rows: [{ table: 'pms_parts', id: 'p1', tenant_id: 'yacht-1', updated_at: 1, text: 'Bilge pump' }],
 *   budget: { limit: 500, max_cost_usd: null, batch_items: 96, batch_tokens: 8000, max_attempts: 3 },
 *   model: { ...model, price_per_million_tokens: 0.02, max_input_tokens: 256 },
 * });
 * console.log(batches.length, tokens > 0, left_out.length); // 1 true 0
 * ```
 */
export function plan(input: { rows: PlanRow[]; budget: PlanBudget; model: PlanModel }): Plan {
  return valueOf(core.run('embedding.plan', textOf(input)));
}

/** A piece of a document; places count code points. */
export interface Chunk {
  /** Stays the same as long as its own text does, wherever in the document that is. */
  id: string;
  /** The overlap, then its own text. */
  text: string;
  start: number;
  end: number;
  /** How much of the text stands in the chunk before too. */
  overlap: number;
  /** Estimated, on the high side. */
  tokens: number;
}

/**
 * Cuts a document into pieces that a model can read: between paragraphs where it can be, else
 * between sentences, words, characters. What lies behind a change of the document is soon cut as it
 * was before, so that later pieces keep their ids.
 *
 * The texts without their overlaps are the document to the byte.
 *
 * @param input.max_tokens - of a chunk with its overlap, at least 32
 * @param input.overlap_tokens - at most, 0 unless told, no more than half of `max_tokens`
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { chunk } from '@fairlead/core/embedding';
 *
 * const text = 'The bilge pump was opened.\n\nIts seal was worn.\n\n'.repeat(9);
 * const { chunks } = chunk({ text, document_id: 'manual-1', max_tokens: 64 });
 * console.log(chunks.map((one) => one.text).join('') === text); // true
 * ```
 */
export function chunk(input: { text: string; document_id: string; max_tokens: number; overlap_tokens?: number }): {
  chunks: Chunk[];
} {
  return valueOf(core.run('embedding.chunk', textOf(input)));
}

/** A vector that a search found. */
export interface DocumentHit {
  id: string;
  /** What the versions of a document have in common. */
  document_id: string;
  version?: string | null;
  /** Only scores of one model are compared. */
  model: string;
  /** Whole microseconds since the epoch. */
  updated_at: number;
  score: number;
}

/** A document, and the hit that stands for it. */
export interface MergedDocument {
  document_id: string;
  /** Of the hit. */
  id: string;
  model: string;
  version: string;
  updated_at: number;
  /** What its model gave it; not to be compared with another model's. */
  hit_score: number;
  /** Of the fusion of the models' rankings. */
  score: number;
  /** How many hits it had. */
  hits: number;
}

/**
 * One hit a document, best first: the preferred version if a document has it, else the newest. Each
 * model's hits are ranked on their own, and the rankings fused by place.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { mergeByDocument } from '@fairlead/core/embedding';
 *
 * const { documents } = mergeByDocument({
 *   hits: [
 *     { id: 'p1', document_id: 'manual', version: '1', model: 'old', updated_at: 1, score: 0.9 },
 *     { id: 'p2', document_id: 'manual', version: '2', model: 'new', updated_at: 2, score: 0.2 },
 *   ],
 * });
 * console.log(documents.length, documents[0]?.id); // 1 p2
 * ```
 */
export function mergeByDocument(input: {
  hits: DocumentHit[];
  preferred_version?: string | null;
  /** How slowly the worth of a place falls with it; 60 unless told. */
  k?: number;
  limit?: number;
}): { documents: MergedDocument[] } {
  return valueOf(core.run('embedding.merge_by_document', textOf(input)));
}

/** Where a migration between models stands. */
export type MigrationState =
  'planned' | 'dual_write' | 'backfill' | 'verify' | 'ready' | 'cut_over' | 'cleaned' | 'paused' | 'rolled_back';

/** What happens to a migration. */
export type MigrationEvent =
  'start' | 'backfill' | 'verify' | 'pass' | 'fail' | 'cut_over' | 'clean' | 'pause' | 'resume' | 'roll_back';

/** A step that is asked for, with what it needs. */
export interface MigrationInput {
  state: MigrationState;
  /** Of a paused migration, and of no other. */
  paused_from?: MigrationState | null;
  /** Left out to ask only what can follow. */
  event?: MigrationEvent | null;
  /** What the verification's report says; `pass` and `fail` need it. */
  gate_passed?: boolean;
  /** `clean` needs it. */
  asked_by_person?: boolean;
}

/** What can follow, and what came of the step. */
export interface MigrationAnswer {
  next: { event: MigrationEvent; to: MigrationState }[];
  /** null where no event was given. */
  step: {
    allowed: boolean;
    code:
      | 'allowed'
      | 'transition_not_listed'
      | 'report_missing'
      | 'gate_failed'
      | 'gate_passed'
      | 'person_required'
      | 'paused_from_missing';
    message: string;
    /** After the step; as it was where the step is not allowed. */
    state: MigrationState;
    paused_from: MigrationState | null;
  } | null;
}

/**
 * Whether a migration of embeddings may take a step, and which steps there are.
 *
 * @throws FairleadError `request_invalid` with the path of the fault
 *
 * @example
 * ```ts
 * import { migration } from '@fairlead/core/embedding';
 *
 * const { step } = migration({ state: 'cut_over', event: 'clean' });
 * console.log(step?.allowed, step?.code); // false person_required
 * ```
 */
export function migration(input: MigrationInput): MigrationAnswer {
  return valueOf(core.run('embedding.migration', textOf(input)));
}
