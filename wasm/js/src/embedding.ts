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
  limit: number;
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
 * @throws FairleadError `member_…` with the path of the fault
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
 * @throws FairleadError `member_…` with the path of the fault
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
 * @throws FairleadError `member_…` with the path of the fault
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
 * @throws FairleadError `model_version_mixed` when only some are there
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
 * @throws FairleadError `member_…` or `request_invalid` with the path of the fault
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
