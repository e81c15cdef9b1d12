// What must compile against the package's types, without the types of any host, and what must not.
// Nothing here is run.
import { FairleadError, Registry, Verifier, canonicalize, rerank, signingInput } from '@fairlead/core';
import type { ActionRequest, RegistryDocument, VerdictCode } from '@fairlead/core/action';
import { auditHash, verifyChain, type AuditEntry } from '@fairlead/core/audit';
import {
  chunk,
  enrich,
  mergeByDocument,
  migration,
  plan,
  staleness,
  validateVector,
  type MigrationState,
  type ModelVersion,
  type Plan,
} from '@fairlead/core/embedding';
import { init } from '@fairlead/core/init';
import { VectorSet, credit, diversify, fuse, interleave, type RankedItem, type Team } from '@fairlead/core/rank';
import { Schema } from '@fairlead/core/schema';
import type { VerifiedToken } from '@fairlead/core/token';

declare const document: RegistryDocument;
declare const request: ActionRequest;
declare const entry: AuditEntry;
declare const model: ModelVersion;

export function actions(): VerdictCode {
  using registry = Registry.load(document);
  const verdict = registry.evaluate(request);
  const path: string | undefined = verdict.faults[0]?.path;
  registry.suggest({ role: 'crew', entity_type: null, query: path });
  registry.evaluate({ ...request, idempotency_key: path });
  // @ts-expect-error a role is needed
  registry.suggest({ query: 'stock' });
  // @ts-expect-error a request names its principal
  registry.evaluate({ action: 'receive_part', payload: {}, now: 0 });
  // @ts-expect-error only the factory makes registries
  new Registry();
  // @ts-expect-error no such code
  if (verdict.code === 'perhaps') return 'allowed';
  return path === '/quantity' ? 'invalid_payload' : verdict.code;
}

export async function tokens(token: string): Promise<string | null> {
  const verifier = Verifier.compile({ keys: { keys: [] }, policy: { algorithms: ['ES256'] } });
  const verified: VerifiedToken = await verifier.verify(token);
  // @ts-expect-error "none" is no algorithm
  Verifier.compile({ keys: { keys: [] }, policy: { algorithms: ['none'] } });
  // @ts-expect-error verify() answers later
  const early: VerifiedToken = verifier.verify(token);
  return verifier.verifySync(token, 1_700_000_000).subject ?? verified.tenant_id ?? early.role;
}

export function ranking(): RankedItem[] {
  const vectors = [new Float32Array(4), null];
  rerank({ ids: ['a', 'b'], fk: [1, 2], vectors, query: null, alpha: 0.5 });
  // @ts-expect-error the two forms do not mix
  rerank({ ids: ['a'], fk: [1], query: { vector: [1] }, alpha: 0.5 });
  return rerank({ candidates: [{ id: 'a', fk: 1 }], query: {}, alpha: 0.5, window: 10 }).items;
}

export function lists(): Team {
  const fused = fuse({ lists: [{ ids: ['a'] }, { ids: ['b'], weight: 2 }], k: 10 }).items;
  const place: number | null | undefined = fused[0]?.places[1];
  // @ts-expect-error a relevance is needed
  diversify({ candidates: [{ id: 'a' }], lambda: 0.5 });
  const { items } = interleave({ a: ['a'], b: ['b'], seed: place ?? 1 });
  return credit({ items, clicked: ['a'] }).winner;
}

export function kept(): number | null | undefined {
  using set = VectorSet.open({ dimensions: 2, model: 'm1' });
  const size: number = set.put(['a'], [new Float32Array(2)]).size;
  set.remove(['b']);
  // @ts-expect-error a set has the vectors
  set.rerank({ ids: ['a'], fk: [1], vectors: [null], query: null, alpha: 0.5 });
  return set.rerank({ ids: ['a'], fk: [size], query: null, alpha: 0.5 }).items[0]?.cosine;
}

export function documents(): MigrationState | undefined {
  const chunks = chunk({ text: 'a', document_id: 'd', max_tokens: 64 }).chunks;
  // @ts-expect-error a hit says whose model found it
  mergeByDocument({ hits: [{ id: 'p', document_id: 'd', updated_at: 1, score: 1 }] });
  // @ts-expect-error no such event
  migration({ state: 'planned', event: 'go' });
  return migration({ state: 'verify', event: 'pass', gate_passed: chunks.length > 0 }).step?.state;
}

export function others(): string {
  const document = enrich({ document: { title: 'Pump' }, model });
  const dimensions: number = document.embedding_dimensions;
  const state = staleness({
    updated_at: 1,
    embedding_updated_at: null,
    row_model: null,
    serving_model: model,
  }).state;
  const budget = { limit: 1, max_cost_usd: null, batch_items: 1, batch_tokens: 1, max_attempts: 1 };
  const price = { ...model, price_per_million_tokens: 0, max_input_tokens: 1 };
  const planned: Plan = plan({ rows: [], budget, model: price });
  if (validateVector({ vector: [1], model, serving_model: model }).code === 'valid')
    return planned.left_out[0]?.table ?? '';
  // @ts-expect-error no such state
  if (state === 'rotten') return document.title;
  const violation = Schema.compile({ type: 'object' }, { format: false }).validate('{}').violations[0];
  return `${dimensions}${violation?.instance}${verifyChain({ entries: [entry], after: null }).intact}`;
}

export function errors(error: unknown): string {
  if (error instanceof FairleadError) return `${error.code} at ${error.path}`;
  return canonicalize('{}') + auditHash(entry) + String(signingInput);
}

export async function module(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await init(bytes);
  await init(Promise.resolve(bytes.buffer));
  // @ts-expect-error an address is not fetched
  await init('core.wasm');
}

export function outputs(schema: Schema, chunks: string[]): string | null {
  const stream = schema.stream();
  for (const chunk of chunks) if (stream.push(chunk).state === 'violated') break;
  const { outcome, repairs, ask_again } = stream.finish();
  // @ts-expect-error no such outcome
  if (outcome === 'perhaps') return null;
  // @ts-expect-error the text itself is needed
  schema.checkOutput({ text: '' });
  Schema.compile({ $ref: 'https://example.org/a' }, { documents: { 'https://example.org/a': true } });
  return repairs[0]?.code === 'comment' ? ask_again : null;
}
